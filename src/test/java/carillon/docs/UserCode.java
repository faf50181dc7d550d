package carillon.docs;

import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Compiles the Java of a page, all of it together, as a reader would: with every warning, each of them an error. */
final class UserCode {

    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern TYPE =
            Pattern.compile("^(?:public )?(?:final )?(?:class|record|interface) (\\w+)", Pattern.MULTILINE);

    private final List<Source> sources;
    private final Path classes;

    private UserCode(List<Source> sources, Path classes) {
        this.sources = sources;
        this.classes = classes;
    }

    /**
     * Compiles.
     *
     * @param classes where class files are put
     * @throws AssertionError if a page shows what does not compile
     */
    static UserCode compile(Page page, Path classes) {
        List<Source> sources = page.java().stream().map(Source::new).toList();
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> options = List.of(
                "--release", "21", "-Xlint:all,-classfile", "-proc:none", "-d", classes.toString(), "-cp", classPath);
        if (!sources.isEmpty()) {
            javac.getTask(null, null, diagnostics, options, null, sources).call();
        }
        String faults = diagnostics.getDiagnostics().stream()
                .filter(each -> each.getSource() != null)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
        if (!faults.isEmpty()) {
            throw new AssertionError(page + ":\n" + faults);
        }
        return new UserCode(sources, classes);
    }

    /** Its classes. */
    List<Class<?>> types() {
        ClassLoader loader = new PageClasses(classes);
        List<Class<?>> types = new ArrayList<>();
        try {
            for (Source source : sources) {
                types.add(loader.loadClass(source.className));
            }
        } catch (ClassNotFoundException e) {
            throw new AssertionError("javac did not write it", e);
        }
        return types;
    }

    /** The verticles among it, each made anew. */
    List<VerticleBase> verticles() {
        return types().stream()
                .filter(VerticleBase.class::isAssignableFrom)
                .map(type -> (VerticleBase) made(type))
                .toList();
    }

    /** Runs the tests among it, and tells how many there are. */
    int runTests() {
        int tests = 0;
        for (Class<?> type : types()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class)) {
                    method.setAccessible(true);
                    invoke(method, made(type));
                    tests++;
                }
            }
        }
        return tests;
    }

    private static void invoke(Method test, Object instance) {
        try {
            test.invoke(instance);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(test + " fails", e);
        }
    }

    private static Object made(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + " cannot be made", e);
        }
    }

    private static final class PageClasses extends ClassLoader {

        private final Path folder;

        PageClasses(Path folder) {
            super(UserCode.class.getClassLoader());
            this.folder = folder;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try {
                byte[] bytes = Files.readAllBytes(folder.resolve(name.replace('.', '/') + ".class"));
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final Block block;
        private final String className;

        Source(Block block) {
            super(URI.create("string:///" + className(block).replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
            this.block = block;
            className = className(block);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return block.text();
        }

        private static String className(Block block) {
            Matcher packages = PACKAGE.matcher(block.text());
            Matcher types = TYPE.matcher(block.text());
            if (!types.find()) {
                throw new AssertionError(block + " has no class");
            }
            return (packages.find() ? packages.group(1) + '.' : "") + types.group(1);
        }
    }
}
