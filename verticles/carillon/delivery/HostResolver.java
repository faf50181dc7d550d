package carillon.delivery;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host. */
@FunctionalInterface
interface HostResolver {

    /**
     * Looks a host up.
     *
     * @param host a name, or an address without brackets
     * @return at least one address, those to be tried first in front; or a failure
     */
    Future<List<InetAddress>> resolve(String host);
}
