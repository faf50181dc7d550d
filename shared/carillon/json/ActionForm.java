package carillon.json;

import carillon.task.Action;
import carillon.task.Limits;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a task does: a handler's name, or an object with one target. */
final class ActionForm {

    static final String METHOD_DEFAULT = "POST";

    private static final Set<String> METHODS = Set.of("DELETE", "GET", "PATCH", "POST", "PUT");
    private static final ObjectForm<Draft> TARGET =
            new ObjectForm<Draft>().with("http", (in, draft) -> draft.action = http(in));
    private static final ObjectForm<HttpDraft> HTTP = new ObjectForm<HttpDraft>()
            .with("url", (in, http) -> http.url = UrlForm.read(in))
            .with("method", (in, http) -> http.method = method(in))
            .with("headers", (in, http) -> http.headers = StringMapForm.headers(in));

    private ActionForm() {}

    static @Nullable Action read(JsonReader in) throws IOException {
        if (in.isAt(JsonToken.START_OBJECT)) {
            Draft draft = new Draft();
            if (TARGET.read(in, draft).isEmpty()) {
                in.refuse("http is missing: the target of the action");
            }
            return draft.action;
        }
        if (!in.isAt(JsonToken.VALUE_STRING)) {
            in.refuseKind("the name of a handler or an object with http");
            return null;
        }
        String name = in.string(Limits.ACTION_NAME_CHARS_MAX);
        if (name != null && !Characters.areVisibleAscii(name)) {
            in.refuse("a handler's name is of visible ASCII characters, without blanks");
            return null;
        }
        return name == null ? null : new Action.Handler(name);
    }

    private static @Nullable Action http(JsonReader in) throws IOException {
        HttpDraft http = new HttpDraft();
        boolean isObject = in.isAt(JsonToken.START_OBJECT);
        if (!HTTP.read(in, http).contains("url") && isObject) {
            in.refuse("url is missing");
        }
        return http.url == null ? null : new Action.Webhook(http.url, http.method, http.headers);
    }

    private static String method(JsonReader in) throws IOException {
        String name = in.string();
        if (name != null && METHODS.contains(name)) {
            return name;
        }
        if (name != null) {
            in.refuse("must be POST, PUT, PATCH, GET or DELETE");
        }
        return METHOD_DEFAULT;
    }

    private static final class Draft {
        private @Nullable Action action;
    }

    private static final class HttpDraft {
        private @Nullable String url;
        private String method = METHOD_DEFAULT;
        private Map<String, String> headers = Map.of();
    }
}
