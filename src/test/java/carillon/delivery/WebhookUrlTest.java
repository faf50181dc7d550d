package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {

    @Test
    void a_url_is_taken_apart() {
        assertEquals(
                new WebhookUrl(true, "a.example", 443, "/b/c?d=%20e"),
                WebhookUrl.parse("https://A.example/b/c?d=%20e"));
        assertEquals(new WebhookUrl(false, "a.example", 8080, "/?q"), WebhookUrl.parse("HTTP://a.example:8080?q#part"));
        assertEquals(new WebhookUrl(false, "::1", 80, "/"), WebhookUrl.parse("http://[::1]"));
    }

    @Test
    void an_ipv6_address_has_brackets_in_the_host_header() {
        assertEquals("[::1]", WebhookUrl.parse("http://[::1]/").hostInAuthority());
        assertEquals("a.example", WebhookUrl.parse("http://a.example/").hostInAuthority());
    }

    @Test
    void one_host_and_port_has_one_key() {
        assertEquals(WebhookUrl.hostAndPort("http://A.example/x"), WebhookUrl.hostAndPort("http://a.example:80/y"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.example",
                "ftp://a.example/",
                "http:///x",
                "http://",
                "http://user:secret@a.example/",
                "http://a.example:0/",
                "http://a.example:70000/",
                "http://a b/",
                "http://0x7f.1/",
                "http://127.1/",
                "http://127.0.0.1.:x/",
                "http://[fe80::1%25eth0/",
                "http://a.example\r\nx: y/",
                "file:///etc/passwd",
                "http://a_b/",
                "http://localhost\\@a.example/"
            })
    void what_is_no_plain_url_is_refused(String url) {
        assertThrows(IllegalArgumentException.class, () -> WebhookUrl.parse(url));
    }
}
