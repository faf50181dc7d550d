package carillon.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.config.NodeConfig;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KubernetesTest {

    private static final Map<String, String> APP = Map.of("app.kubernetes.io/name", "carillon");
    private static final Set<String> SECRET =
            Set.of("CARILLON_CLUSTER_SECRET", "CARILLON_DATABASE_URL", "CARILLON_AUTH_TOKENS");

    /** What a cluster fills in for what is not written down. */
    private static final Map<String, String> FILLED_IN = Map.of(
            "CARILLON_NODE", "carillon-7d4b9-x2x5k",
            "CARILLON_CLUSTER_HOST", "10.1.2.3",
            "CARILLON_CLUSTER_SECRET", "0123456789abcdef0123456789abcdef",
            "CARILLON_DATABASE_URL", "postgresql://carillon:secret@db:5432/carillon",
            "CARILLON_AUTH_TOKENS", "[{\"role\": \"admin\", \"token\": \"0123456789abcdef0123456789abcdef\"}]");

    private final List<Manifest> objects = Manifest.all(Path.of("conf/deploy/kubernetes.yaml"));
    private final Manifest pod = named("Deployment", "carillon").at("spec.template.spec");
    private final Manifest container = pod.at("containers.0");

    KubernetesTest() throws IOException {}

    @Test
    void there_is_an_object_of_each_kind_and_no_two_of_one_name() {
        assertEquals(
                new TreeSet<>(Set.of(
                        "Deployment carillon",
                        "NetworkPolicy carillon",
                        "PodDisruptionBudget carillon",
                        "Service carillon",
                        "Service carillon-members")),
                objects.stream()
                        .map(each -> each.at("kind").text() + " "
                                + each.at("metadata.name").text())
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertEquals(5, objects.size());
    }

    @Test
    void the_probes_begin_after_30_s_and_ask_every_10_s_on_8080() {
        assertEquals(8_080, portNamed("http"));
        for (String probe : List.of("live", "ready")) {
            Manifest asked = container.at(probe.equals("live") ? "livenessProbe" : "readinessProbe");
            assertEquals("/health/" + probe, asked.at("httpGet.path").text());
            assertEquals("http", asked.at("httpGet.port").text());
            assertEquals(30, asked.at("initialDelaySeconds").number());
            assertEquals(10, asked.at("periodSeconds").number());
        }
    }

    @Test
    void everything_selects_the_pods_of_the_deployment() {
        assertEquals(
                APP,
                named("Deployment", "carillon")
                        .at("spec.template.metadata.labels")
                        .map());
        assertEquals(
                APP,
                named("Deployment", "carillon").at("spec.selector.matchLabels").map());
        assertEquals(APP, named("Service", "carillon").at("spec.selector").map());
        assertEquals(
                APP, named("Service", "carillon-members").at("spec.selector").map());
        assertEquals(
                APP,
                named("PodDisruptionBudget", "carillon")
                        .at("spec.selector.matchLabels")
                        .map());
        assertEquals(
                APP,
                named("NetworkPolicy", "carillon")
                        .at("spec.podSelector.matchLabels")
                        .map());
        assertEquals(
                1,
                named("PodDisruptionBudget", "carillon")
                        .at("spec.maxUnavailable")
                        .number());
    }

    @Test
    void the_settings_exist_and_what_is_secret_comes_from_the_secret() {
        Map<String, String> environment = container
                .at("env")
                .items()
                .collect(Collectors.toMap(
                        each -> each.at("name").text(),
                        each -> each.has("value")
                                ? each.at("value").text()
                                : FILLED_IN.get(each.at("name").text())));
        environment.put("CARILLON_HOST", "0.0.0.0"); // the image's own
        NodeConfig config = NodeConfig.read(new JsonObject(), environment);
        config.cluster().checkReach();
        assertEquals(portNamed("members"), config.cluster().port());
        assertEquals(portNamed("bus"), config.cluster().busPort());
        assertEquals(List.of("carillon-members:5701"), config.cluster().members());
        container
                .at("env")
                .items()
                .filter(each -> SECRET.contains(each.at("name").text()))
                .forEach(each -> assertEquals(
                        "carillon", each.at("valueFrom.secretKeyRef.name").text()));
    }

    @Test
    void nodes_are_found_before_they_are_ready() {
        Manifest members = named("Service", "carillon-members").at("spec");
        assertEquals("None", members.at("clusterIP").text());
        assertEquals(true, members.at("publishNotReadyAddresses").value());
    }

    @Test
    void a_drain_has_the_time_that_it_takes_at_most() {
        NodeConfig config = NodeConfig.read(new JsonObject(), Map.of());
        int delivery = config.json().getJsonObject("delivery").getInteger("drainMillis");
        int waited = Integer.parseInt(
                container.at("lifecycle.preStop.exec.command.1").text());
        int drains = (delivery + config.timer().drainMillis()) / 1_000;
        assertTrue(pod.at("terminationGracePeriodSeconds").number() > waited + drains);
    }

    @Test
    void nothing_runs_as_root_or_with_a_key_to_the_cluster() {
        assertEquals(true, pod.at("securityContext.runAsNonRoot").value());
        assertEquals(false, pod.at("automountServiceAccountToken").value());
        assertEquals(
                false, container.at("securityContext.allowPrivilegeEscalation").value());
        assertEquals(
                List.of("ALL"),
                container.at("securityContext.capabilities.drop").value());
    }

    private int portNamed(String name) {
        return container
                .at("ports")
                .items()
                .filter(port -> port.at("name").text().equals(name))
                .findFirst()
                .orElseThrow()
                .at("containerPort")
                .number();
    }

    private Manifest named(String kind, String name) {
        return objects.stream()
                .filter(each -> each.at("kind").text().equals(kind)
                        && each.at("metadata.name").text().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
    }
}
