package carillon.fuzz;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Requests made by chance, as the bytes that are sent: from the document, changed in their bodies, or all through. */
final class Requests {

    private static final byte[] MARKS = "{}[]:,\"\\0-eE.nt\r\n %?&=/".getBytes(StandardCharsets.ISO_8859_1);
    private static final List<String> TYPES =
            List.of("application/json", "application/json; charset=utf-8", "text/plain", "application/xml", "");

    private final List<Contract.Call> calls;
    private final Values values;
    private final RandomGenerator random;

    Requests(Contract contract, RandomGenerator random) {
        this.calls = contract.calls();
        this.values = new Values(contract, random);
        this.random = random;
    }

    /**
     * A request.
     *
     * @param framed whether its length is what it says, so that an answer must come
     */
    record Request(byte[] bytes, boolean framed) {

        /** Whether its answer has no body, whatever it says of its length. */
        boolean isHead() {
            return bytes.length > 5 && new String(bytes, 0, 5, StandardCharsets.ISO_8859_1).equals("HEAD ");
        }
    }

    Request next() {
        Contract.Call call = calls.get(random.nextInt(calls.size()));
        byte[] body = body(call);
        boolean typed = body.length > 0 && random.nextInt(20) > 0;
        String type = typed ? "application/json" : TYPES.get(random.nextInt(TYPES.size()));
        String head = method(call) + " " + target(call) + " HTTP/1.1\r\nHost: localhost\r\n"
                + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n") + extraHeader()
                + "Content-Length: " + body.length + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return random.nextInt(20) == 0 ? new Request(mutated(whole), false) : new Request(whole, true);
    }

    private byte[] body(Contract.Call call) {
        if (call.body().isEmpty()) {
            return random.nextInt(20) == 0 ? noise(random.nextInt(100)) : new byte[0];
        }
        JsonObject body = values.body(call.body());
        byte[] json = body.encode().getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(8)) {
            case 0 -> noise(random.nextInt(400));
            case 1, 2, 3 -> mutated(json);
            default -> json;
        };
    }

    private String method(Contract.Call call) {
        return random.nextInt(30) == 0
                ? List.of("PATCH", "OPTIONS", "HEAD", "TRACE", "FOO").get(random.nextInt(5))
                : call.method();
    }

    private String target(Contract.Call call) {
        StringBuilder target = new StringBuilder(call.path().replaceAll("\\{\\w+}", segment()));
        char before = '?';
        for (JsonObject parameter : call.query()) {
            if (random.nextInt(4) == 0) {
                String name = String.valueOf(parameter.getString("name"));
                Object value = values.value(name, parameter.getJsonObject("schema", new JsonObject()), 1);
                String text = random.nextInt(8) == 0 ? "%zz" : encoded(String.valueOf(value));
                target.append(before).append(name).append('=').append(text);
                before = '&';
            }
        }
        return target.toString();
    }

    private String segment() {
        return random.nextInt(8) > 0
                ? values.id()
                : List.of("%2e%2e", "a%20b", "%00", "9999999999999999999", "x".repeat(201), "%", "~", "%F0%9F%94%94")
                        .get(random.nextInt(8));
    }

    private String extraHeader() {
        return random.nextInt(10) > 0
                ? ""
                : List.of(
                                "If-Match: \"1\"\r\n",
                                "If-Match: *\r\n",
                                "Origin: null\r\n",
                                "Content-Encoding: gzip\r\n",
                                "Expect: 100-continue\r\n",
                                "Authorization: Bearer x\r\n",
                                "Range: bytes=0-1\r\n",
                                "Upgrade: websocket\r\nConnection: upgrade\r\n",
                                "X-Long: " + "y".repeat(9_000) + "\r\n")
                        .get(random.nextInt(9));
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    /** One to four bytes changed, dropped, doubled or cut off. */
    private byte[] mutated(byte[] bytes) {
        byte[] now = bytes;
        for (int i = random.nextInt(4); i >= 0 && now.length > 1; i--) {
            int at = random.nextInt(now.length);
            now = switch (random.nextInt(5)) {
                case 0 -> with(now, at, (byte) random.nextInt(256));
                case 1, 2 -> with(now, at, MARKS[random.nextInt(MARKS.length)]);
                case 3 -> Arrays.copyOf(now, at);
                default -> without(now, at);
            };
        }
        return now;
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        byte[] copy = bytes.clone();
        copy[at] = value;
        return copy;
    }

    private static byte[] without(byte[] bytes, int at) {
        byte[] copy = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, at + 1, copy, at, copy.length - at);
        return copy;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
