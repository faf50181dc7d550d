package carillon.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.json.Bodies;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MutatedBodiesTest {

    private static final long SEED = 2_026_1121;
    private static final int COUNT = 5_000;

    @Test
    void no_body_makes_the_server_fail() {
        SplittableRandom random = new SplittableRandom(SEED);
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        try (RunningApi api = new RunningApi()) {
            for (int i = 0; i < COUNT; i++) {
                byte[] body = Bodies.mutated(random);
                HttpResponse<String> answer = i % 2 == 0
                        ? api.sendJson("POST", "/tasks", body)
                        : api.sendJson("PUT", "/tasks/task" + i % 100, body);
                counts.merge(answer.statusCode(), 1, Integer::sum);
            }
        }
        assertTrue(Set.of(200, 201, 400, 409).containsAll(counts.keySet()), () -> "seed " + SEED + ": " + counts);
        assertTrue(counts.getOrDefault(400, 0) > COUNT / 10, () -> "seed " + SEED + ": " + counts);
    }
}
