package carillon.walls;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The text of a Java file, and what the compiler's parser makes of it.
 *
 * @param path relative to the folder of the project
 */
record Source(Path path, List<String> lines, CompilationUnitTree tree, SourcePositions positions) {

    private static final List<Path> ROOTS = List.of(Path.of("shared"), Path.of("verticles"), Path.of("src"));

    /** Every Java file of the project. */
    static List<Source> all() {
        return parse(ROOTS.stream()
                .flatMap(Source::filesBelow)
                .map(path -> new Text(path, textOf(path)))
                .toList());
    }

    static Source parse(Path path, String text) {
        return parse(List.of(new Text(path, text))).getFirst();
    }

    /** All at once, because each task of a compiler keeps tables of its own for as long as a tree of its is used. */
    private static List<Source> parse(List<Text> texts) {
        JavacTask task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, texts);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        try {
            List<Source> sources = new ArrayList<>();
            for (CompilationUnitTree tree : task.parse()) {
                sources.add(new Source(
                        Path.of(tree.getSourceFile().getName()),
                        tree.getSourceFile()
                                .getCharContent(true)
                                .toString()
                                .lines()
                                .toList(),
                        tree,
                        positions));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is beside the product: a test or a measurement. */
    boolean isTest() {
        return path.startsWith("src");
    }

    String packageName() {
        return String.valueOf(tree.getPackageName());
    }

    int firstLineOf(Tree part) {
        return (int) tree.getLineMap().getLineNumber(positions.getStartPosition(tree, part));
    }

    int lastLineOf(Tree part) {
        return (int) tree.getLineMap().getLineNumber(positions.getEndPosition(tree, part));
    }

    /** Every part of a kind, wherever it is nested. */
    <T extends Tree> Stream<T> parts(Class<T> kind) {
        Stream.Builder<T> found = Stream.builder();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void scan(@Nullable Tree part, @Nullable Void nothing) {
                if (kind.isInstance(part)) {
                    found.add(kind.cast(part));
                }
                return super.scan(part, null);
            }
        }.scan(tree, null);
        return found.build();
    }

    /** Every dotted name in the code, not in texts or comments, that the pattern finds. */
    Stream<String> uses(Pattern name) {
        return parts(MemberSelectTree.class)
                .filter(use -> name.matcher(use.toString()).find())
                .map(use -> "line " + firstLineOf(use) + ": " + use);
    }

    private static Stream<Path> filesBelow(Path root) {
        try (Stream<Path> files = Files.exists(root) ? Files.walk(root) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String textOf(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Text extends SimpleJavaFileObject {

        private final String text;

        Text(Path path, String text) {
            super(URI.create(path.toString()), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
