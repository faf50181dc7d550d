package carillon.walls;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the text of every Java file keeps to. */
enum Tidiness {
    SHORT_LINES {
        @Override
        Stream<String> faultsIn(Source source) {
            // A row of a table in a test is read across, and stays whole.
            Pattern tooLong = Pattern.compile(source.isTest() ? "^(?!.* \\| ).{121}" : "^.{121}");
            return lines(source, tooLong);
        }
    },

    SHORT_FILES {
        @Override
        Stream<String> faultsIn(Source source) {
            int linesMax = source.isTest() ? 400 : 300;
            return source.lines().size() > linesMax ? Stream.of("more than " + linesMax + " lines") : Stream.empty();
        }
    },

    SHORT_METHODS {
        @Override
        Stream<String> faultsIn(Source source) {
            return source.parts(MethodTree.class)
                    .filter(method -> source.lastLineOf(method) - source.firstLineOf(method) >= 60)
                    .map(method -> method.getName() + " has more than 60 lines");
        }
    },

    NOTHING_LEFT_TO_DO {
        @Override
        Stream<String> faultsIn(Source source) {
            return lines(source, PROMISE);
        }
    },

    NO_PATH_OF_ONE_MACHINE {
        @Override
        Stream<String> faultsIn(Source source) {
            return lines(source, PATH_OF_ONE_MACHINE);
        }
    },

    NAMES_THAT_SAY_SOMETHING {
        @Override
        Stream<String> faultsIn(Source source) {
            Stream<String> packages = Arrays.stream(source.packageName().split("\\."));
            Stream<String> types = source.parts(ClassTree.class)
                    .map(type -> type.getSimpleName().toString());
            return Stream.concat(packages, types).filter(name -> words(name).anyMatch(EMPTY_WORDS::contains));
        }
    },

    NO_SLEEP_IN_TESTS {
        @Override
        Stream<String> faultsIn(Source source) {
            return source.path().startsWith("src/test") ? source.uses(Pattern.compile("\\bsleep$")) : Stream.empty();
        }
    },

    NO_TEST_SWITCHED_OFF {
        @Override
        Stream<String> faultsIn(Source source) {
            return source.parts(AnnotationTree.class)
                    .map(annotation -> annotation.getAnnotationType().toString())
                    .filter(name -> name.endsWith("Disabled"));
        }
    },

    TESTS_NAMED_AS_SENTENCES {
        @Override
        Stream<String> faultsIn(Source source) {
            return source.parts(MethodTree.class)
                    .filter(Tidiness::isTest)
                    .map(method -> method.getName().toString())
                    .filter(name -> !name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)+"));
        }
    },

    ONLY_THE_LAUNCHER_PRINTS {
        @Override
        Stream<String> faultsIn(Source source) {
            boolean mayPrint = source.isTest() || source.path().endsWith("Launcher.java");
            return mayPrint ? Stream.empty() : source.uses(Pattern.compile("^System\\.(out|err)$"));
        }
    };

    private static final Set<String> EMPTY_WORDS = Set.of("util", "utils", "common", "helper", "helpers", "manager");
    // A letter in brackets keeps a pattern from finding itself.
    private static final Pattern PROMISE = Pattern.compile("\\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\\b");
    private static final Pattern PATH_OF_ONE_MACHINE = Pattern.compile("(?<![\\w.])/(roo[t]|hom[e]|User[s]|wor[k])/");
    private static final Set<String> TEST_ANNOTATIONS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory");

    /** What is untidy in a file, each in words; empty if nothing is. */
    abstract Stream<String> faultsIn(Source source);

    private static Stream<String> lines(Source source, Pattern wrong) {
        return IntStream.range(0, source.lines().size())
                .filter(i -> wrong.matcher(source.lines().get(i)).find())
                .mapToObj(i -> "line " + (i + 1) + ": " + source.lines().get(i).strip());
    }

    private static Stream<String> words(String name) {
        return Arrays.stream(name.split("(?=[A-Z])")).map(word -> word.toLowerCase(Locale.ROOT));
    }

    private static boolean isTest(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(annotation ->
                        TEST_ANNOTATIONS.contains(annotation.getAnnotationType().toString()));
    }
}
