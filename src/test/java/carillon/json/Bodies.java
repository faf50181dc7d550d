package carillon.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Valid tasks made by chance, and bytes that are nearly so. */
public final class Bodies {

    private static final List<String> TRIGGERS = List.of(
            "\"at\":\"2030-01-31T09:00:00Z\"",
            "\"at\":\"1999-12-31T23:59:59.9999+05:30\"",
            "\"delay\":\"PT1.5S\"",
            "\"delay\":\"P1DT2H\"",
            "\"every\":\"PT1S\"",
            "\"every\":\"PT10M\",\"start\":\"2030-01-01T00:00:00.001-08:00\"",
            "\"cron\":\"0/30 * * * * ?\"",
            "\"cron\":\"*/5 9-17 * * MON-FRI\",\"zone\":\"Europe/Paris\"",
            "\"cron\":\"CRON_TZ=Asia/Tokyo 0 9 * * *\"",
            "\"cron\":\"0 0 9 ? * 2\",\"dialect\":\"quartz\",\"dst\":{\"gap\":\"skip\"}",
            "\"cron\":\"0 0 30 2 *\",\"dst\":{\"gap\":\"shift\",\"overlap\":\"both\"}",
            "\"rrule\":\"FREQ=DAILY;COUNT=3\"",
            "\"rrule\":\"FREQ=WEEKLY;BYDAY=MO\",\"zone\":\"Europe/Paris\",\"dst\":{\"overlap\":\"both\"},"
                    + "\"start\":\"2030-01-01T09:00:00Z\"");
    private static final List<String> ACTIONS = List.of(
            "\"dataSync\"",
            "{\"http\":{\"url\":\"https://example.com/hook?a=%20\"}}",
            "{ \"http\" : {\"url\":\"http://127.0.0.1:9000\",\"method\":\"PUT\",\"headers\":{\"X-Key\":\"a b\"}}}");
    private static final List<String> PAYLOADS =
            List.of("null", " {\"a\": [1, 2.50, \"ü\\u0041\"]} ", "\"x\"", "-0.0e+10", "[]", "true");
    private static final List<String> POLICIES = List.of(
            "\"end\":\"2031-06-01T00:00:00Z\"",
            "\"maxFires\":12",
            "\"jitter\":\"PT1.5S\"",
            "\"misfire\":\"skip\"",
            "\"misfire\":\"fire_all\",\"misfireAfter\":\"P1D\"",
            "\"overlap\":\"allow\"",
            "\"overlap\":\"queue\",\"maxFires\":1");
    private static final List<String> RETRIES = List.of(
            "{}",
            "{\"maxAttempts\":1}",
            "{\"backoff\":\"PT0.1S\",\"multiplier\":1.5,\"maxBackoff\":\"PT1M\",\"jitter\":0.25}");

    private static final List<String> LATENESSES = List.of(
            "\"maxLateness\":\"PT0.01S\"",
            "\"maxLateness\":\"PT5S\",\"whenLate\":\"run\"",
            "\"maxLateness\":\"PT1M30S\",\"whenLate\":\"skip\"",
            "\"maxLateness\":\"P1D\",\"whenLate\":\"dead\"");

    private Bodies() {}

    /** A task that is taken. */
    public static String valid(RandomGenerator random) {
        List<String> members = new ArrayList<>();
        String trigger = pick(TRIGGERS, random);
        members.add(trigger);
        if (trigger.startsWith("\"every") || trigger.startsWith("\"cron")) {
            maybe(members, pick(POLICIES, random), random);
        }
        maybe(members, "\"expiresAt\":\"2032-01-01T00:00:00Z\"", random);
        maybe(members, pick(LATENESSES, random), random);
        members.add("\"action\":" + pick(ACTIONS, random));
        maybe(members, "\"id\":\"task" + random.nextInt(1_000) + "\"", random);
        maybe(members, "\"payload\":" + pick(PAYLOADS, random), random);
        maybe(members, "\"enabled\":" + random.nextBoolean(), random);
        maybe(members, "\"priority\":\"" + pick(List.of("urgent", "normal", "background"), random) + "\"", random);
        maybe(members, "\"timeout\":\"PT" + (1 + random.nextInt(60)) + "S\"", random);
        maybe(members, "\"retry\":" + pick(RETRIES, random), random);
        maybe(members, "\"queue\":\"" + pick(List.of("mail", "a.b_c~d:e-9", "Q"), random) + "\"", random);
        maybe(members, "\"labels\":{\"team\":\"päge\",\"a/b\":\"\"}", random);
        Collections.shuffle(members, new java.util.Random(random.nextLong()));
        return "{" + String.join(random.nextBoolean() ? "," : " ,\n", members) + "}";
    }

    /** A valid task with one to three bytes changed, dropped, doubled or cut off. */
    public static byte[] mutated(RandomGenerator random) {
        byte[] body = valid(random).getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i >= 0 && body.length > 0; i--) {
            body = mutated(body, random);
        }
        return body;
    }

    private static byte[] mutated(byte[] body, RandomGenerator random) {
        int at = random.nextInt(body.length);
        byte[] copy = body.clone();
        switch (random.nextInt(5)) {
            case 0 -> copy[at] = (byte) random.nextInt(256);
            case 1 -> copy[at] = (byte) "{}[]:,\"\\0-eE.nt".charAt(random.nextInt(15));
            case 2 -> System.arraycopy(body, at, copy, 0, body.length - at);
            case 3 -> copy = java.util.Arrays.copyOf(body, at);
            default -> {
                int other = random.nextInt(body.length);
                System.arraycopy(body, Math.min(at, other), copy, 0, body.length - Math.max(at, other));
            }
        }
        return copy;
    }

    private static void maybe(List<String> members, String member, RandomGenerator random) {
        if (random.nextInt(3) == 0) {
            members.add(member);
        }
    }

    private static <T> T pick(List<T> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }
}
