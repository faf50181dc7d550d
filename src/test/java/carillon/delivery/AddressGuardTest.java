package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.config.Cidr;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private final AddressGuard guard = new AddressGuard(false, List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "64:ff9b:1::1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:c0a8:101::1",
                "3fff::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fe80::1%1",
                "fec0::1",
                "ff02::1",
                "::ffff:0:7f00:1"
            })
    void addresses_that_are_not_public_are_refused(String address) {
        assertTrue(guard.refuses(ip(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255",
                "172.15.255.255", "172.32.0.1", "192.167.1.1", "198.17.255.255", "198.20.0.1", "223.255.255.255",
                "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808", "2002:808:808::1"
            })
    void public_addresses_are_not(String address) {
        assertFalse(guard.refuses(ip(address)));
    }

    @Test
    void an_ipv4_address_in_the_clothes_of_ipv6_is_seen_through() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, 10, 0, 0, 1};
        assertTrue(guard.refuses(InetAddress.getByAddress(mapped)));
        assertTrue(guard.refuses(Inet6Address.getByAddress(null, mapped, -1)));
    }

    @Test
    void loopback_may_be_allowed_alone() {
        AddressGuard local = new AddressGuard(true, List.of());

        assertFalse(local.refuses(ip("127.0.0.1")));
        assertFalse(local.refuses(ip("::1")));
        assertTrue(local.refuses(ip("10.0.0.1")));
        assertTrue(local.refuses(ip("0.0.0.0")));
    }

    @Test
    void ranges_may_be_allowed() {
        AddressGuard lenient = new AddressGuard(false, List.of(Cidr.parse("10.1.0.0/16"), Cidr.parse("fd00::/8")));

        assertFalse(lenient.refuses(ip("10.1.2.3")));
        assertTrue(lenient.refuses(ip("10.2.0.1")));
        assertFalse(lenient.refuses(ip("fd00::1")));
        assertFalse(lenient.refuses(ip("64:ff9b::a01:203")), "it stands for 10.1.2.3");
    }

    @Test
    void one_refused_address_of_a_host_is_enough() {
        assertEquals(ip("10.0.0.1"), guard.firstRefused(List.of(ip("1.1.1.1"), ip("10.0.0.1"))));
        assertNull(guard.firstRefused(List.of(ip("1.1.1.1"), ip("8.8.8.8"))));
    }

    private static InetAddress ip(String address) {
        InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(address);
        if (parsed == null) {
            throw new IllegalArgumentException(address);
        }
        return parsed;
    }
}
