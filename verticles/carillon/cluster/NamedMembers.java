package carillon.cluster;

import com.hazelcast.config.TcpIpConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Members that are looked for at addresses and names; a name stands for all the addresses that it has when it is looked
 * up, which is done again with each search. Hazelcast by itself takes the first address of a name, and none of a name
 * of another host while it is bound to one interface.
 */
public final class NamedMembers extends TcpIpConfig {

    private static final Logger LOG = System.getLogger(NamedMembers.class.getName());

    /** An IPv4 address, or an IPv6 address with or without brackets: nothing to look up. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.*-]+(:\\d+)?|\\[.*](:\\d+)?|.*:.*:.*");

    private static final Pattern NAME = Pattern.compile("([^:]+)(:\\d+)?");

    private final List<String> members;

    public NamedMembers(List<String> members) {
        this.members = List.copyOf(members);
        setEnabled(true);
    }

    /** Where members may be, as addresses. Blocks while names are looked up. */
    @Override
    public List<String> getMembers() {
        return members.stream().flatMap(NamedMembers::addressesOf).distinct().toList();
    }

    private static Stream<String> addressesOf(String member) {
        Matcher named = NAME.matcher(member);
        if (ADDRESS.matcher(member).matches() || !named.matches()) {
            return Stream.of(member);
        }
        String port = named.group(2) == null ? "" : named.group(2);
        try {
            return Arrays.stream(InetAddress.getAllByName(named.group(1)))
                    .map(address -> address.getAddress().length > 4
                            ? "[" + address.getHostAddress() + "]" + port
                            : address.getHostAddress() + port);
        } catch (UnknownHostException unknown) {
            LOG.log(Level.DEBUG, "{0} has no address yet", member);
            return Stream.empty();
        }
    }
}
