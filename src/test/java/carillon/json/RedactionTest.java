package carillon.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.task.Action;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final Action.Webhook KEPT = new Action.Webhook(
            "https://a.example/h?tenant=7&api_key=s3cret&x=",
            "POST",
            Map.of("authorization", "Bearer t0p", "x-tenant", "7"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization",
                "cookie",
                "x-api-key",
                "X-Auth",
                "apikey",
                "key",
                "access_token",
                "client-secret",
                "password",
                "sig",
                "X-Hub-Signature",
                "session_id",
                "accessKey",
                "accesskey",
                "AWSAccessKeyId",
                "subscriptionKey"
            })
    void names_that_sound_like_a_secret_are_one(String name) {
        assertTrue(SecretNames.isSecret(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-tenant", "content-type", "accept", "monkey", "x-request-id", "design", "user-agent"})
    void other_names_are_none(String name) {
        assertFalse(SecretNames.isSecret(name));
    }

    @Test
    void secrets_are_shown_as_stars() {
        assertEquals(
                new Action.Webhook(
                        "https://a.example/h?tenant=7&api_key=***&x=",
                        "POST",
                        Map.of("authorization", "***", "x-tenant", "7")),
                Redaction.shown(KEPT));
        assertTrue(Redaction.isMarked(Redaction.shown(KEPT)));
        assertFalse(Redaction.isMarked(KEPT));
    }

    @Test
    void what_was_shown_and_comes_back_is_filled() {
        Action.Webhook marked = (Action.Webhook) Redaction.shown(KEPT);
        assertEquals(new Redaction.Whole(KEPT), Redaction.filled(marked, KEPT));
        Action.Webhook other =
                new Action.Webhook("https://a.example/other", "PUT", Map.of("authorization", "***", "x-tenant", "8"));
        assertEquals(
                new Redaction.Whole(
                        new Action.Webhook(other.url(), "PUT", Map.of("authorization", "Bearer t0p", "x-tenant", "8"))),
                Redaction.filled(other, KEPT));
    }

    @Test
    void each_of_several_secrets_with_one_name_keeps_its_own_value() {
        Action.Webhook twice = new Action.Webhook("https://a.example/h?token=f1rst&token=s3cond", "POST", Map.of());
        Action.Webhook marked = (Action.Webhook) Redaction.shown(twice);
        assertEquals("https://a.example/h?token=***&token=***", marked.url());
        assertEquals(new Redaction.Whole(twice), Redaction.filled(marked, twice));
        assertEquals("*** and ***", Redaction.scrubbed("f1rst and s3cond", twice));
        Action.Webhook more = new Action.Webhook(marked.url() + "&token=***", "POST", Map.of());
        assertInstanceOf(Redaction.Unknown.class, Redaction.filled(more, twice));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://b.example/h", "http://a.example/h", "https://a.example:444/h"})
    void secrets_are_not_sent_to_another_host(String elsewhere) {
        Action.Webhook marked = new Action.Webhook(elsewhere + "?api_key=***", "POST", Map.of("authorization", "***"));
        Redaction.Unknown refused = assertInstanceOf(Redaction.Unknown.class, Redaction.filled(marked, KEPT));
        assertEquals(
                List.of("/action/http/headers/authorization", "/action/http/url"),
                refused.violations().stream().map(Violation::pointer).toList());
        assertEquals(refused.violations(), Redaction.violations(marked));
    }

    @Test
    void a_text_that_repeats_a_secret_is_scrubbed() {
        assertEquals("you sent *** and ***", Redaction.scrubbed("you sent s3cret and Bearer t0p", KEPT));
        Action.Webhook bearer = new Action.Webhook("http://h/", "GET", Map.of("authorization", "Bearer t0psecret"));
        assertEquals("token=***", Redaction.scrubbed("token=t0psecret", bearer));
    }

    @Test
    void a_webhook_prints_no_more_than_its_host() {
        assertEquals("Webhook[POST https://a.example]", KEPT.toString());
        assertEquals("Webhook[GET http://h]", new Action.Webhook("http://u:p@h/x", "GET", Map.of()).toString());
    }
}
