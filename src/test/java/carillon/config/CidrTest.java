package carillon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
        "172.16.0.0/12, 172.31.0.1, 172.32.0.1",
        "192.168.1.77/24, 192.168.1.1, 192.168.2.1",
        "192.168.1.1, 192.168.1.1, 192.168.1.2",
        "0.0.0.0/0, 255.1.2.3, ::1",
        "fd00::/8, fdff::1, fc00::1",
        "::1, ::1, ::2",
        "2001:db8::/33, 2001:db8:7fff::1, 2001:db8:8000::1"
    })
    void a_range_contains_what_shares_its_prefix(String range, String inside, String outside)
            throws UnknownHostException {
        assertTrue(Cidr.parse(range).contains(InetAddress.getByName(inside)));
        assertFalse(Cidr.parse(range).contains(InetAddress.getByName(outside)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0/8",
                "localhost",
                "a.example/8",
                "256.0.0.1",
                "::1/129",
                "::g/8",
                "10.0.0.0/8/8",
                "1:2"
            })
    void what_is_no_range_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Cidr.parse(text));
    }

    @Test
    void a_range_prints_as_it_is_written() {
        assertEquals("10.0.0.0/8", Cidr.parse("10.0.0.0/8").toString());
    }
}
