package carillon.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.cron.Dialect;
import carillon.cron.Dst;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Limits;
import carillon.task.MaxLateness;
import carillon.task.Misfire;
import carillon.task.Overlap;
import carillon.task.Payload;
import carillon.task.Priority;
import carillon.task.Queued;
import carillon.task.Recurrence;
import carillon.task.RetryPolicy;
import carillon.task.Trigger;
import carillon.task.WhenLate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskDecoderTest {

    @Test
    void the_smallest_task_of_the_contract_is_read() {
        assertEquals(
                new Decoded.Task(
                        "task001",
                        Definition.of(
                                new Trigger.Cron("0/30 * * * * ?", Dialect.QUARTZ, "UTC"),
                                new Action.Handler("dataSync")),
                        true),
                decode("{\"id\":\"task001\",\"cron\":\"0/30 * * * * ?\",\"action\":\"dataSync\",\"enabled\":true}"));
    }

    @Test
    void every_member_is_read() {
        Definition expected = Definition.of(
                        new Trigger.Every(1_500, millis("2030-01-01T00:00:00Z")),
                        new Action.Webhook("https://example.com/a", "PUT", Map.of("x-key", "v")))
                .withPayload(Payload.of("{ \"a\" : 1 }"))
                .withEnabled(false)
                .withPriority(Priority.URGENT)
                .withTimeout(5_000)
                .withRetry(new RetryPolicy(3, 10, 1.5, 60_000, 0))
                .withLabels(Map.of("team", "core"))
                .withRecurrence(new Recurrence(
                        null, millis("2031-01-01T00:00:00Z"), 7, 2_500, Misfire.FIRE_ALL, 90_000, Overlap.QUEUE))
                .withExpiresAt(millis("2032-01-01T00:00:00Z"))
                .withQueue(new Queued("mail", true, true))
                .withMaxLateness(new MaxLateness(5_000, WhenLate.SKIP));
        assertEquals(new Decoded.Task(null, expected, true), decode("""
                {"every": "PT1.5S", "start": "2030-01-01T01:00:00+01:00",
                 "action": {"http": {"url": "https://example.com/a", "method": "PUT", "headers": {"X-Key": "v"}}},
                 "payload":\t{ "a" : 1 }
                 , "enabled": false, "priority": "urgent", "timeout": "PT5S",
                 "retry": {"maxAttempts": 3, "backoff": "PT0.01S", "multiplier": 1.5, "maxBackoff": "PT1M",
                           "jitter": 0},
                 "end": "2031-01-01T00:00:00Z", "maxFires": 7, "jitter": "PT2.5S", "misfire": "fire_all",
                 "misfireAfter": "PT90S", "overlap": "queue", "expiresAt": "2032-01-01T00:00:00Z",
                 "labels": {"team": "core"}, "queue": "mail",
                 "maxLateness": "PT5S", "whenLate": "skip"}"""));
    }

    @Test
    void a_cron_task_may_have_a_start_that_is_not_part_of_its_expression() {
        Decoded.Task task =
                (Decoded.Task) decode("{\"cron\":\"* * * * *\",\"start\":\"2030-01-01T00:00:00Z\",\"action\":\"a\"}");
        assertEquals(
                Recurrence.DEFAULT.withBounds(millis("2030-01-01T00:00:00Z"), null, null),
                task.definition().recurrence());
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"ü\\u00e9\"", "\"\"", "-1.50e+3", "{ }", "[1, [2,\t3]]", "true", "123"})
    void a_payload_is_kept_as_the_bytes_received(String payload) {
        for (String body : List.of(
                "{\"payload\":%s,\"delay\":\"PT0S\",\"action\":\"a\"}",
                "{\"delay\":\"PT0S\",\"action\":\"ä\\u0061\" , \"payload\" : \n %s }")) {
            String text = body.formatted(payload).replace("ä", "");
            assertEquals(Payload.of(payload), task(text).definition().payload(), text);
        }
    }

    @Test
    void a_payload_at_the_limit_is_taken_and_one_byte_more_is_not() {
        String body = "{\"delay\":\"PT0S\",\"action\":\"a\",\"payload\":\"%s\"}";
        String atLimit = "x".repeat(Limits.PAYLOAD_BYTES_MAX - 2);
        assertEquals(
                Limits.PAYLOAD_BYTES_MAX,
                task(body.formatted(atLimit)).definition().payload().length());
        assertRefused(body.formatted(atLimit + "x"), "/payload", "has 262145 bytes; at most 262144 are taken");
    }

    @Test
    void a_number_of_any_length_may_stand_in_a_payload() {
        String number = "1".repeat(5_000) + "." + "2".repeat(5_000) + "e99999";
        assertEquals(
                Payload.of(number),
                task("{\"delay\":\"PT0S\",\"action\":\"a\",\"payload\":" + number + "}")
                        .definition()
                        .payload());
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        List<Violation> all = violations("""
                {"id": "a b", "cron": "* * *", "zone": "Mars/Base", "action": {"http": {"url": "ftp://x"}},
                 "retry": {"maxAttempts": 0, "jitter": "much"}, "labels": {"~/": 1}, "misfires": "skip"}""");
        List<String> pointers = all.stream().map(Violation::pointer).toList();
        assertEquals(
                List.of(
                        "/id",
                        "/zone",
                        "/action/http/url",
                        "/retry/maxAttempts",
                        "/retry/jitter",
                        "/labels/~0~1",
                        "/labels/~0~1",
                        "/misfires"),
                pointers);
    }

    /** In a path they mean another path (RFC 3986, 5.2.4). */
    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void an_id_or_queue_that_no_path_can_name_is_refused(String name) {
        String rule = "must be 1 to 200 of A-Z a-z 0-9 . _ ~ : -, and neither . nor ..";
        assertRefused("{\"id\":\"%s\",\"delay\":\"PT0S\",\"action\":\"a\"}".formatted(name), "/id", rule);
        assertRefused("{\"queue\":\"%s\",\"delay\":\"PT0S\",\"action\":\"a\"}".formatted(name), "/queue", rule);
        String dots = "{\"id\":\".%s.\",\"delay\":\"PT0S\",\"action\":\"a\"}".formatted(name);
        assertEquals("." + name + ".", task(dots).id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"action":"a"}                                   | '' | exactly one of at, delay, every, cron and rrule says when the task fires; none of them is there
            {"action":"a","delay":"PT0S","at":"2030-01-01T00:00:00Z"} | '' | exactly one of at, delay, every, cron and rrule says when the task fires; not at and delay
            {"delay":"PT0S"}                                 | '' | action is missing: the name of a handler, or {"http": {"url": …}}
            {"action":"a","delay":"PT0S","zone":"UTC"}       | /zone | goes with cron or rrule only, not with delay
            {"action":"a","delay":"PT1S","start":"2030-01-01T00:00:00Z"} | /start | goes with a trigger that fires more than once, not with delay
            {"action":"a","at":"2030-01-01T00:00:00Z","overlap":"queue"} | /overlap | goes with a trigger that fires more than once, not with at
            {"action":"a","every":"PT1S","start":"2030-01-01T00:00:00Z","end":"2029-01-01T00:00:00Z"} | /end | is before start
            {"action":"a","every":"PT1S","misfire":"fire"} | /misfire | must be one of fire_once, skip, fire_all
            {"action":"a","every":"PT1S","overlap":"SKIP"} | /overlap | must be one of skip, allow, queue
            {"action":"a","every":"PT1S","maxFires":0} | /maxFires | must be a number from 1 to 1000000000
            {"action":"a","every":"PT1S","jitter":"PT25H"} | /jitter | must be PT0S to PT24H
            {"action":"a","cron":"TZ=Asia/Tokyo 0 9 * * *","zone":"UTC"} | /zone | is UTC, but the expression itself names Asia/Tokyo; leave one out
            {"action":"a","delay":"PT0S","dst":{}}           | /dst | goes with cron or rrule only, not with delay
            {"action":"a","cron":"* * * * *","dst":{"gap":"first"}} | /dst/gap | must be shift or skip
            {"action":"a","every":"PT0.9S"}                  | /every | must be PT1S to P365000D, 1,000 years
            {"action":"a","rrule":"FREQ=DAILY","dialect":"unix"} | /dialect | goes with cron only, not with rrule
            {"action":"a","rrule":"FREQ=DAILY;COUNT=0"}      | /rrule | COUNT must be a number from 1 to 1000, not '0' (at character 18)
            {"action":null,"delay":"PT0S"}                   | /action | must be the name of a handler or an object with http, not null; leave it out instead
            {"action":"a","delay":"PT0S","enabled":"yes"}    | /enabled | must be true or false, not a string
            {"action":"a","delay":"PT0S","retry":{"backoff":"PT2H"}} | /retry | backoff is PT2H, longer than maxBackoff, which is PT1H
            {"action":"a","delay":"PT0S","retry":{"maxAttempts":1.5}} | /retry/maxAttempts | must be a whole number
            {"action":"a","delay":"PT0S","retry":{"multiplier":1e999}} | /retry/multiplier | must be a number from 1 to 100
            {"action":{"http":{}},"delay":"PT0S"}            | /action/http | url is missing
            {"action":{},"delay":"PT0S"}                     | /action | http is missing: the target of the action
            []                                               | '' | must be an object, not an array
            {"action":"a","delay":"PT0S","labels":{"a":"\\u0000"}} | /labels/a | must not have control characters or half of a surrogate pair
            {"action":"a","delay":"PT0S","labels":{"a":"\\ud800"}} | /labels/a | must not have control characters or half of a surrogate pair
            """)
    void a_fault_is_told_where_it_is(String body, String pointer, String detail) {
        assertRefused(body, pointer, detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}x",
                "{\"a\":1,\"a\":2}",
                "{\"payload\":NaN}",
                "{\"payload\":{\"a\":1,\"a\":1}}",
                "nul",
                "{'id':1}",
                "{\"id\":\"a\",}",
                "{} {}",
                "{\"payload\":01}"
            })
    void what_is_not_json_is_refused(String body) {
        assertInstanceOf(Decoded.Refused.class, decode(body));
    }

    @Test
    void nesting_is_bounded() {
        String deep = "[".repeat(50_000);
        assertTrue(violations("{\"payload\":" + deep).get(0).detail().contains("nesting depth"));
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        for (byte[] body : List.of(
                "{\"delay\":\"PT0S\",\"action\":\"a\"}".getBytes(StandardCharsets.UTF_16LE),
                "\uFEFF{\"delay\":\"PT0S\",\"action\":\"a\"}".getBytes(StandardCharsets.UTF_8),
                "{\"delay\":\"PT0S\",\"action\":\"a\",\"payload\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1),
                new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'})) {
            assertEquals(
                    List.of(new Violation("", "the body is not UTF-8 (without a byte order mark)")),
                    assertInstanceOf(Decoded.Refused.class, TaskDecoder.decode(body))
                            .violations());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "host",
        "Content-Length",
        "webhook-id",
        "Carillon-Term",
        "transfer-encoding",
        "proxy-authorization",
        "'a b'",
        "''"
    })
    void a_header_that_is_not_the_clients_to_set_is_refused(String name) {
        assertEquals(
                "/action/http/headers/" + name,
                violations("{\"delay\":\"PT0S\",\"action\":{\"http\":{\"url\":\"http://h\",\"headers\":{\"" + name
                                + "\":\"v\"}}}}")
                        .get(0)
                        .pointer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://",
                "http:///x",
                "http://u:p@h/",
                "http://h/#f",
                "http://h:0/",
                "http://h:70000/",
                "http://h/ä",
                "http://h/ b",
                "//h",
                "javascript:1",
                "http://h\\u000d\\u000aX:1"
            })
    void a_url_that_cannot_be_called_is_refused(String url) {
        assertEquals(
                "/action/http/url",
                violations("{\"delay\":\"PT0S\",\"action\":{\"http\":{\"url\":\"" + url + "\"}}}")
                        .get(0)
                        .pointer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:9000/hook", "https://h", "HTTP://h/", "ftp://h/x", "orders://sync"})
    void a_url_is_no_handlers_name(String url) {
        String detail = "is a URL, and the name of a handler has no '://'; for a webhook write"
                + " {\"http\": {\"url\": \"https://…\"}}";
        assertRefused("{\"delay\":\"PT0S\",\"action\":\"" + url + "\"}", "/action", detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.acme.Orders", "orders/sync:v2", "urn:orders", "http", "https:orders", "//h", "a:b//c"})
    void any_other_word_may_be_a_handlers_name(String name) {
        assertEquals(
                new Action.Handler(name),
                task("{\"delay\":\"PT0S\",\"action\":\"" + name + "\"}")
                        .definition()
                        .action());
    }

    @Test
    void a_stored_task_whose_handler_is_named_like_a_url_stays_readable() {
        String stored = "{\"delay\":\"PT0S\",\"action\":\"http://h/\"}";
        assertEquals(
                new Action.Handler("http://h/"),
                DefinitionText.read(stored, Payload.NONE).action());
    }

    @Test
    void a_zone_prefix_is_taken_as_the_zone() {
        assertEquals(
                new Trigger.Cron("0 9 * * *", Dialect.UNIX, "Asia/Tokyo"),
                task("{\"cron\":\"CRON_TZ=Asia/Tokyo 0 9 * * *\",\"action\":\"a\"}")
                        .definition()
                        .trigger());
    }

    @Test
    void tabs_and_ends_of_lines_are_blanks_in_a_schedule_and_refused_elsewhere() {
        assertEquals(
                new Trigger.Cron("0 9 * *  MON", Dialect.UNIX, "UTC"),
                task("{\"cron\":\"\\t0\\t9 *\\t* \\tMON\\r\\n\",\"action\":\"a\"}")
                        .definition()
                        .trigger());
        assertRefused(
                "{\"rrule\":\"DTSTART:20300101T090000Z\\r\\nRRULE:FREQ=DAILY\",\"action\":\"a\"}",
                "/rrule",
                "DTSTART is no part of the rule; write it as start, and its zone as zone (at character 1)");
        String unprintable = "must not have control characters or half of a surrogate pair";
        assertRefused("{\"cron\":\"0 9 * *\\u0000MON\",\"action\":\"a\"}", "/cron", unprintable);
        assertRefused("{\"delay\":\"PT0S\",\"action\":\"a\\tb\"}", "/action", unprintable);
    }

    @Test
    void what_a_clock_change_does_is_read_and_its_defaults_filled_in() {
        assertEquals(
                new Trigger.Cron("0 9 * * *", Dialect.UNIX, "UTC", new Dst(Dst.Gap.SKIP, Dst.Overlap.FIRST)),
                task("{\"cron\":\"0 9 * * *\",\"dst\":{\"gap\":\"skip\"},\"action\":\"a\"}")
                        .definition()
                        .trigger());
        assertEquals(
                new Trigger.Cron("0 9 * * *", Dialect.UNIX, "UTC", Dst.DEFAULT),
                task("{\"cron\":\"0 9 * * *\",\"dst\":{},\"action\":\"a\"}")
                        .definition()
                        .trigger());
    }

    @Test
    void a_recurrence_rule_is_read_with_its_zone_and_its_start() {
        assertEquals(
                new Trigger.Rrule("FREQ=DAILY", "Europe/Paris", 0L, Dst.DEFAULT),
                task("{\"rrule\":\" FREQ=DAILY\",\"zone\":\"Europe/Paris\",\"start\":\"1970-01-01T00:00:00Z\","
                                + "\"action\":\"a\"}")
                        .definition()
                        .trigger());
        assertEquals(
                new Trigger.Rrule("FREQ=DAILY", "UTC", null, Dst.DEFAULT),
                task("{\"rrule\":\"FREQ=DAILY\",\"action\":\"a\"}").definition().trigger());
    }

    @Test
    void a_date_that_never_comes_is_no_fault() {
        assertEquals(
                new Trigger.Cron("0 0 30 2 *", Dialect.UNIX, "UTC"),
                task("{\"cron\":\"0 0 30 2 *\",\"action\":\"a\"}").definition().trigger());
    }

    @Test
    void a_fault_in_a_cron_expression_is_told_in_the_words_of_its_parser() {
        Violation violation =
                violations("{\"cron\":\"0 25 * * *\",\"action\":\"a\"}").get(0);
        assertEquals("/cron", violation.pointer());
        assertTrue(
                violation.detail().contains("25") && violation.detail().endsWith("(at character 3)"),
                violation.detail());
    }

    private static void assertRefused(String body, String pointer, String detail) {
        assertEquals(List.of(new Violation(pointer, detail)), violations(body));
    }

    private static List<Violation> violations(String body) {
        return assertInstanceOf(Decoded.Refused.class, decode(body)).violations();
    }

    private static Decoded.Task task(String body) {
        return assertInstanceOf(Decoded.Task.class, decode(body));
    }

    private static Decoded decode(String body) {
        return TaskDecoder.decode(body.getBytes(StandardCharsets.UTF_8));
    }
}
