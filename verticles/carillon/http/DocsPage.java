package carillon.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/**
 * The page that shows the contract and tries its calls: Swagger UI with a start of our own.
 *
 * <p>These files and no others are served, from memory, so that no path is ever looked up. They are the same
 * everywhere and tell nothing of a node, so that they need no token; what they then read does. The browser is told to
 * load, run and ask nothing but what is here.
 */
final class DocsPage {

    private static final String PAGE = "/docs";
    private static final String OURS = "docs/";
    private static final String SWAGGER = "META-INF/resources/webjars/swagger-ui/";
    private static final String SWAGGER_VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private static final String HTML = "text/html; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /** Swagger UI brings its icons along as data. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, Asset> ASSETS = Map.of(
            PAGE,
            new Asset(OURS + "index.html", HTML),
            PAGE + "/page.js",
            new Asset(OURS + "page.js", SCRIPT),
            PAGE + "/page.css",
            new Asset(OURS + "page.css", STYLE),
            PAGE + "/swagger-ui.css",
            new Asset(SWAGGER + "swagger-ui.css", STYLE),
            PAGE + "/swagger-ui-bundle.js",
            new Asset(SWAGGER + "swagger-ui-bundle.js", SCRIPT));

    private final Map<String, Answer> answers;

    private record Asset(String resource, String type) {

        String resource(String version) {
            return resource.replace(SWAGGER, SWAGGER + version + "/");
        }
    }

    private DocsPage(Map<String, Answer> answers) {
        this.answers = answers;
    }

    /** Reads its files from the class path. */
    static Future<DocsPage> read(Vertx vertx) {
        return vertx.executeBlocking(DocsPage::swaggerVersion)
                .compose(version -> read(vertx.fileSystem(), Objects.requireNonNull(version)));
    }

    private static Future<DocsPage> read(FileSystem files, String version) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        Future<?> read = Future.succeededFuture();
        for (Map.Entry<String, Asset> each : ASSETS.entrySet()) {
            Asset asset = each.getValue();
            read = read.compose(before -> files.readFile(asset.resource(version)))
                    .onSuccess(content -> answers.put(each.getKey(), answer(asset, content)));
        }
        return read.map(all -> new DocsPage(answers));
    }

    private static Answer answer(Asset asset, Buffer content) {
        return Answer.of(200, asset.type, content).with("Content-Security-Policy", POLICY);
    }

    /** Its paths, each as a client writes it. */
    static Set<String> paths() {
        return ASSETS.keySet();
    }

    /** What a path of it answers. */
    Answer at(String path) {
        return Objects.requireNonNull(answers.get(path), path);
    }

    private static String swaggerVersion() throws IOException {
        try (InputStream in = DocsPage.class.getResourceAsStream(SWAGGER_VERSION)) {
            if (in == null) {
                throw new IllegalStateException("swagger-ui is not on the class path: put its jar back into lib");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        }
    }
}
