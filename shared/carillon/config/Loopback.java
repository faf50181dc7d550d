package carillon.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells names and addresses of this machine itself, by their text; nothing is looked up. */
public final class Loopback {

    private static final Pattern IPV4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

    private Loopback() {}

    /** Whether a host, without a port, is loopback; an IPv6 address may stand in brackets. */
    public static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("::1")
                || name.equals("[::1]")
                // Each request is asked for its host, and this is what most of them name.
                || name.equals("127.0.0.1")
                || IPV4.matcher(name).matches();
    }
}
