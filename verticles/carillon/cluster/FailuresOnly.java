package carillon.cluster;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.JavaSerializationFilterConfig;

/**
 * Which objects a member makes by Java's serialization of what other members send: failures. Everything else has a form
 * of Hazelcast's own; its default takes all classes of the JDK.
 */
public final class FailuresOnly {

    private FailuresOnly() {}

    /** As Hazelcast takes it. */
    public static JavaSerializationFilterConfig filter() {
        return new JavaSerializationFilterConfig()
                .setDefaultsDisabled(true)
                .setWhitelist(new ClassFilter()
                        .addPackages("java.io", "java.lang", "java.net", "java.util.concurrent")
                        .addPrefixes("com.hazelcast.")
                        .addClasses(
                                "[Ljava.lang.StackTraceElement;",
                                "[Ljava.lang.Throwable;",
                                // The causes that a failure suppresses are in one of these.
                                "java.util.ArrayList",
                                "java.util.Collections$EmptyList"));
    }
}
