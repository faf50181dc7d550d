package carillon.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No code, no object of Java and no XML comes in through the API, and nothing here could read any of them. */
class ForeignCodeTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("carillon");

    private final RunningApi api = new RunningApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void no_class_of_ours_can_read_objects_scripts_or_xml() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.script..", "javax.xml..", "org.xml..", "org.w3c..", "java.beans..")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.naming..", "java.rmi..", "javax.management.remote..")
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .check(OURS);
    }

    /** Counts how often it is read. */
    private static final class Gadget implements Serializable {

        private static final long serialVersionUID = 1;
        private static final AtomicInteger READ = new AtomicInteger();

        private Object readResolve() {
            READ.incrementAndGet();
            return this;
        }
    }

    @Test
    void an_object_of_java_is_refused_unread() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Gadget());
        }
        for (String type : List.of("application/x-java-serialized-object", "application/octet-stream")) {
            assertEquals(
                    415,
                    api.send("POST", "/tasks", bytes.toByteArray(), "Content-Type", type)
                            .statusCode());
        }
        assertEquals(400, api.sendJson("POST", "/tasks", bytes.toByteArray()).statusCode());
        assertEquals(0, Gadget.READ.get());
        assertTrue(api.backend.tasks.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"@class\":\"javax.script.ScriptEngineManager\",\"every\":\"PT1M\",\"action\":\"a\"}",
                "{\"@type\":\"com.sun.rowset.JdbcRowSetImpl\",\"every\":\"PT1M\",\"action\":\"a\"}",
                "{\"every\":\"PT1M\",\"action\":{\"script\":\"id\"}}",
                "{\"every\":\"PT1M\",\"action\":{\"java\":{\"jar\":\"http://h/x.jar\"}}}",
                "{\"every\":\"PT1M\",\"action\":{\"http\":{\"url\":\"jar:http://h/x.jar!/a\"}}}",
                "{\"every\":\"PT1M\",\"action\":{\"http\":{\"url\":\"file:///etc/passwd\"}}}",
                "[\"javax.script.ScriptEngineManager\",[]]"
            })
    void the_name_of_a_class_or_a_script_is_no_task(String body) {
        assertEquals(400, api.post("/tasks", body).statusCode());
    }

    @Test
    void an_external_entity_of_xml_is_refused_unread() {
        String xml = "<?xml version=\"1.0\"?><!DOCTYPE t [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><t>&x;</t>";
        byte[] body = xml.getBytes(StandardCharsets.UTF_8);
        for (String type : List.of("application/xml", "text/xml", "application/soap+xml", "image/svg+xml")) {
            assertEquals(
                    415, api.send("POST", "/tasks", body, "Content-Type", type).statusCode());
            assertEquals(
                    415, api.send("PUT", "/tasks/t", body, "Content-Type", type).statusCode());
        }
        HttpResponse<String> answer = api.sendJson("POST", "/tasks", body);
        assertEquals(400, answer.statusCode());
        assertTrue(!answer.body().contains("root:"), answer::body);
    }

    @Test
    void xml_in_a_payload_is_text_like_any_other() {
        String task = "{\"id\":\"x\",\"every\":\"PT1M\",\"action\":\"a\",\"payload\":\"<!DOCTYPE t [<!ENTITY x SYSTEM"
                + " 'file:///etc/passwd'>]><t>&x;</t>\"}";
        assertEquals(201, api.post("/tasks", task).statusCode());
        assertTrue(api.get("/tasks/x").body().contains("<t>&x;</t>"));
    }
}
