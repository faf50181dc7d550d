package carillon.delivery;

import java.net.InetAddress;

/**
 * Where a connection leads to. Connections of one endpoint can stand for each other; those of another host at the same
 * address cannot, since its certificate was checked against that name.
 *
 * @param address in numbers
 * @param host as it stands in a URL
 */
record Endpoint(boolean tls, String host, int port, String address) {

    static Endpoint of(WebhookUrl url, InetAddress address) {
        return new Endpoint(url.tls(), url.hostInAuthority(), url.port(), address.getHostAddress());
    }
}
