/**
 * Who belongs to a cluster: what its processes prove to each other and how they speak, made from one secret; and that
 * its members go on {@linkplain carillon.cluster.Registrations finding each other} after some of them were lost.
 *
 * <p>{@link carillon.cluster.ClusterKey} derives a key for each purpose. With one of them each connection between two
 * members begins with a {@linkplain carillon.cluster.Greeting greeting} that proves to either end that the other knows
 * the secret, before Hazelcast reads its first byte; from another comes the {@linkplain carillon.cluster.BusIdentity
 * certificate} that the event buses show each other over TLS.
 *
 * <p>What stays open: connections between members are proven when they begin, and not encrypted after. Who can change
 * packets on their way can take one over. They carry addresses of nodes and of consumers, no task and no payload.
 */
@NullMarked
package carillon.cluster;

import org.jspecify.annotations.NullMarked;
