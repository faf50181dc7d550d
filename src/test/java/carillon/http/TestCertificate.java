package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate that vouches for itself, as two files in PEM and as a store of keys. */
public final class TestCertificate {

    private static final String PASSWORD = "test-only";

    private final Path file;
    private final KeyStore store;
    private final Path certificate;
    private final Path key;

    private TestCertificate(Path file, KeyStore store, Path certificate, Path key) {
        this.file = file;
        this.store = store;
        this.certificate = certificate;
        this.key = key;
    }

    /** Makes one for {@code localhost} whose files are named after {@code name}. */
    static TestCertificate make(Path folder, String name) {
        return make(folder, name, "localhost", "dns:localhost,ip:127.0.0.1");
    }

    /** Makes one for a host. */
    public static TestCertificate of(Path folder, String host) {
        return make(folder, host, host, "dns:" + host);
    }

    private static TestCertificate make(Path folder, String name, String host, String names) {
        try {
            Path file = folder.resolve(name + ".p12");
            keytool(file, host, names);
            KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            Path certificate = folder.resolve(name + ".crt");
            Path key = folder.resolve(name + ".key");
            write(certificate, "CERTIFICATE", store.getCertificate("api").getEncoded());
            write(
                    key,
                    "PRIVATE KEY",
                    store.getKey("api", PASSWORD.toCharArray()).getEncoded());
            return new TestCertificate(file, store, certificate, key);
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    KeyStore store() {
        return store;
    }

    /** The store, as Vert.x takes it. */
    public PfxOptions pfx() {
        return new PfxOptions().setPath(file.toString()).setPassword(PASSWORD);
    }

    Path certificate() {
        return certificate;
    }

    Path key() {
        return key;
    }

    private static void write(Path file, String kind, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .encodeToString(der);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private static void keytool(Path file, String host, String names) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "api",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=" + names,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertEquals(0, process.waitFor());
    }
}
