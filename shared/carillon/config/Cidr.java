package carillon.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** A range of IP addresses in the notation of RFC 4632 and RFC 4291, such as {@code 10.0.0.0/8}. Immutable. */
public final class Cidr {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f.]*:[0-9a-f:.]*");

    private final byte[] base;
    private final int bits;

    private Cidr(byte[] base, int bits) {
        this.base = base;
        this.bits = bits;
    }

    /**
     * Reads a range. A lone address is a range of one; bits behind the prefix are ignored.
     *
     * @throws IllegalArgumentException if the text is neither; host names are not looked up
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        byte[] base = literal(slash < 0 ? text : text.substring(0, slash), text);
        int bits = slash < 0 ? base.length * 8 : prefix(text.substring(slash + 1), base.length * 8, text);
        return new Cidr(base, bits);
    }

    /** Whether the address lies in the range; an address of the other family never does. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != base.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (bytes[i] != base[i]) {
                return false;
            }
        }
        int mask = 0xFF00 >> bits % 8 & 0xFF;
        return mask == 0 || (bytes[whole] & mask) == (base[whole] & mask);
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(base).getHostAddress() + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + base.length + " bytes", e);
        }
    }

    private static byte[] literal(String address, String text) {
        String lower = address.toLowerCase(Locale.ROOT);
        if (IPV4.matcher(lower).matches() || IPV6.matcher(lower).matches()) {
            try {
                return InetAddress.getByName(lower).getAddress();
            } catch (UnknownHostException e) {
                throw refused(text);
            }
        }
        throw refused(text);
    }

    private static int prefix(String digits, int max, String text) {
        try {
            int bits = Integer.parseInt(digits);
            if (bits >= 0 && bits <= max) {
                return bits;
            }
        } catch (NumberFormatException e) {
            throw refused(text);
        }
        throw refused(text);
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not a range of addresses; write it as 10.0.0.0/8 or fd00::/8");
    }
}
