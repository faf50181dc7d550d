package carillon.walls;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Calls that are kept to a few places. A method reference counts as a call. */
final class Calls {

    /** Places that may wait, each with the reason. */
    private static final Map<String, String> MAY_BLOCK = Map.ofEntries(
            Map.entry("carillon.CheckCommand", "waits on the main thread for what an event loop of its own does"),
            Map.entry("carillon.GivenClassPath", "looks for files on the main thread, before there is an event loop"),
            Map.entry(
                    "carillon.GivenJson", "reads the configuration on the main thread, before there is an event loop"),
            Map.entry("carillon.Membership", "looks a name up on the main thread, before there is an event loop"),
            Map.entry("carillon.TaskFiles", "reads files on a worker thread"),
            Map.entry("carillon.client", "is for programs without event loops, and says so"),
            Map.entry("carillon.cluster", "is called on threads of Hazelcast that may wait"),
            Map.entry("carillon.command", "runs on the main thread of a process without event loops"),
            Map.entry("carillon.config.Cidr", "reads addresses in digits, for which nothing is looked up"),
            Map.entry("carillon.delivery.SystemResolver", "is called on worker threads of its own"),
            Map.entry("carillon.postgres", "starts and stops a process, and is called on a worker thread"));

    private static final Set<String> DATES = Set.of(
            "Instant",
            "LocalDate",
            "LocalTime",
            "LocalDateTime",
            "MonthDay",
            "OffsetDateTime",
            "OffsetTime",
            "Year",
            "YearMonth",
            "ZonedDateTime");

    private static final Set<String> BLOCKING_METHODS = Set.of(
            "io.vertx.core.Future.await",
            "java.lang.Thread.sleep",
            "java.lang.Thread.join",
            "java.lang.Object.wait",
            "java.lang.Process.waitFor",
            "java.lang.ProcessBuilder.start",
            "java.net.InetAddress.getByName",
            "java.net.InetAddress.getAllByName",
            "java.net.InetAddress.getLocalHost",
            "java.net.URL.openConnection",
            "java.net.URL.openStream",
            "java.net.http.HttpClient.send",
            "java.util.concurrent.Semaphore.acquire",
            "java.util.concurrent.locks.LockSupport.park",
            "java.util.concurrent.locks.LockSupport.parkNanos",
            "java.util.concurrent.locks.LockSupport.parkUntil");

    /** Names that wait on whatever class of the JDK's concurrency they are called on. */
    private static final Set<String> WAITS = Set.of(
            "await", "awaitTermination", "get", "join", "invokeAll", "invokeAny", "take", "put", "exchange", "close");

    private static final Set<String> WAITING_TYPES = Set.of(
            "java.util.concurrent.Future",
            "java.util.concurrent.ExecutorService",
            "java.util.concurrent.CountDownLatch",
            "java.util.concurrent.CyclicBarrier",
            "java.util.concurrent.BlockingQueue",
            "java.util.concurrent.Exchanger",
            "java.util.concurrent.locks.Condition");

    private static final Set<String> BLOCKING_TYPES = Set.of(
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.net.DatagramSocket",
            "java.net.ServerSocket",
            "java.net.Socket",
            "java.nio.channels.FileChannel",
            "java.nio.file.Files");

    static final DescribedPredicate<JavaAccess<?>> READ_THE_CLOCK = call("reads the clock", Calls::readsTheClock);

    static final DescribedPredicate<JavaAccess<?>> BLOCK = call("blocks its thread", Calls::blocks);

    static final DescribedPredicate<JavaClass> MAY_NOT_BLOCK =
            DescribedPredicate.describe("may run on an event loop", type -> MAY_BLOCK.keySet().stream()
                    .noneMatch(place -> isWithin(type.getName(), place)));

    private Calls() {}

    private static boolean readsTheClock(AccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        return switch (owner) {
            case "java.lang.System" -> name.equals("nanoTime") || name.equals("currentTimeMillis");
            case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
            case "java.util.Calendar" -> name.equals("getInstance");
            case "java.util.Date", "java.util.GregorianCalendar" -> isConstructorWithoutArguments(target);
            default ->
                owner.startsWith("java.time.")
                        && DATES.contains(target.getOwner().getSimpleName())
                        && name.equals("now");
        };
    }

    private static boolean isConstructorWithoutArguments(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget code
                && code.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                && code.getRawParameterTypes().isEmpty();
    }

    private static boolean blocks(AccessTarget target) {
        JavaClass owner = target.getOwner();
        return BLOCKING_TYPES.contains(owner.getName())
                || BLOCKING_METHODS.contains(owner.getName() + "." + target.getName())
                || WAITS.contains(target.getName()) && WAITING_TYPES.stream().anyMatch(owner::isAssignableTo);
    }

    private static boolean isWithin(String type, String place) {
        return type.equals(place) || type.startsWith(place + ".") || type.startsWith(place + "$");
    }

    private static DescribedPredicate<JavaAccess<?>> call(String what, Predicate<AccessTarget> test) {
        return DescribedPredicate.describe(what, access -> test.test(access.getTarget()));
    }
}
