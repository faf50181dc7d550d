package carillon.delivery;

import carillon.config.Cidr;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says which addresses a webhook may not go to: everything that the registries of special-purpose addresses (RFC 6890
 * and its successors) do not call globally reachable, and addresses of the other family that stand for such a one.
 *
 * <p>Pure and immutable.
 */
final class AddressGuard {

    private static final List<Cidr> LOOPBACK = ranges("127.0.0.0/8", "::1");
    private static final List<Cidr> NOT_PUBLIC = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");

    /** Prefixes of IPv6 that are followed by an IPv4 address, which is the one that is reached in the end. */
    private static final List<byte[]> EMBEDDING = Stream.of(
                    "00000000000000000000ffff", // mapped, RFC 4291
                    "0000000000000000ffff0000", // translated, RFC 2765
                    "0064ff9b0000000000000000", // NAT64, RFC 6052
                    "2002") // 6to4, RFC 3056
            .map(HexFormat.of()::parseHex)
            .toList();

    private final boolean loopbackAllowed;
    private final List<Cidr> allow;

    AddressGuard(boolean loopbackAllowed, List<Cidr> allow) {
        this.loopbackAllowed = loopbackAllowed;
        this.allow = allow;
    }

    /** The first of a host's addresses that must not be connected to, or null if each of them may. */
    @Nullable
    InetAddress firstRefused(List<InetAddress> addresses) {
        return addresses.stream().filter(this::refuses).findFirst().orElse(null);
    }

    /** Whether an address must not be connected to. */
    boolean refuses(InetAddress address) {
        if (contains(allow, address) || loopbackAllowed && contains(LOOPBACK, address)) {
            return false;
        }
        if (contains(NOT_PUBLIC, address)) {
            return true;
        }
        InetAddress embedded = embedded(address);
        return embedded != null && refuses(embedded);
    }

    private static @Nullable InetAddress embedded(InetAddress address) {
        if (address instanceof Inet4Address) {
            return null;
        }
        byte[] bytes = address.getAddress();
        for (byte[] prefix : EMBEDDING) {
            if (Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length)) {
                return ipv4(bytes, prefix.length);
            }
        }
        return null;
    }

    private static InetAddress ipv4(byte[] bytes, int offset) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IPv4 address has four bytes", e);
        }
    }

    private static boolean contains(List<Cidr> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<Cidr> ranges(String... texts) {
        return Stream.of(texts).map(Cidr::parse).toList();
    }
}
