package carillon.cluster;

import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.DefaultNodeExtension;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.instance.impl.NodeExtension;
import com.hazelcast.nio.MemberSocketInterceptor;

/** What a member of Hazelcast is made of, with a greeting in front of each connection. */
final class GreetingContext extends DefaultNodeContext {

    private final Greeting greeting;

    GreetingContext(Greeting greeting) {
        this.greeting = greeting;
    }

    @Override
    public NodeExtension createNodeExtension(Node node) {
        return new DefaultNodeExtension(node) {
            // The open edition calls an interceptor wherever there is one, and leaves it to others to give it one.
            @Override
            public MemberSocketInterceptor getSocketInterceptor(EndpointQualifier qualifier) {
                return greeting;
            }
        };
    }
}
