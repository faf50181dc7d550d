package carillon.walls;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the text of classes that would be refused in the house. */
final class Compiler {

    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
    /** Shared, because it takes a while to open the class path. */
    private static final StandardJavaFileManager FILES = JAVAC.getStandardFileManager(null, null, null);

    private final Path target;

    /** Writes class files to a folder. */
    Compiler(Path target) {
        this.target = target;
    }

    /** Compiles sources, each with the name of a class of its own, and imports them. */
    JavaClasses compile(List<String> sources) {
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-d", target.toString(), "-proc:none", "-Xlint:none");
        Stream<Source> units = sources.stream().map(Source::new);
        if (!JAVAC.getTask(messages, FILES, null, options, null, units.toList()).call()) {
            throw new AssertionError("the wrong code must be wrong in one way only:\n" + messages);
        }
        return new ClassFileImporter().importPath(target);
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///" + pathOf(text)), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        private static String pathOf(String text) {
            String folder = text.replaceFirst("(?s)package ([\\w.]+);.*", "$1").replace('.', '/');
            String type = text.replaceFirst("(?s).*?(?:class|record|interface|enum) (\\w+).*", "$1");
            return folder + "/" + type + ".java";
        }
    }
}
