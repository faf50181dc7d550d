package bench.peer;

import static org.quartz.TriggerBuilder.newTrigger;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Quartz with its clustered JDBC store, acquiring as many triggers at a time as it has threads, within its lock, as
 * its configuration reference asks (quartz-scheduler.org, Configure Main Scheduler Settings and Configure Clustering).
 * A job here is a trigger of one durable job: a job of its own for each would be more to write.
 */
final class QuartzPeer extends InProcess {
    private static final int THREADS = 20;
    private static final int CONNECTIONS = 34;
    private static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";

    private final JobDetail job = JobBuilder.newJob(Nothing.class)
            .withIdentity("bench")
            .storeDurably()
            .build();
    private final Scheduler scheduler;

    QuartzPeer() throws Exception {
        try (HikariDataSource pool = Database.pool(1)) {
            Database.script(pool, tables());
        }
        scheduler = new StdSchedulerFactory(properties()).getScheduler();
        scheduler.addJob(job, true);
    }

    /** What a job does: it is counted, by the instant that it was meant for. */
    public static final class Nothing implements Job {
        /** Made by Quartz. */
        public Nothing() {}

        @Override
        public void execute(JobExecutionContext context) {
            CALLS.called(context.getTrigger().getStartTime().getTime());
        }
    }

    private static String tables() throws IOException {
        try (InputStream in = Scheduler.class.getResourceAsStream(TABLES)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "org.quartz.scheduler.instanceName",
                "bench",
                "org.quartz.scheduler.instanceId",
                "AUTO",
                "org.quartz.scheduler.batchTriggerAcquisitionMaxCount",
                String.valueOf(THREADS),
                "org.quartz.threadPool.threadCount",
                String.valueOf(THREADS)));
        properties.putAll(Map.of(
                "org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX",
                "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
                "org.quartz.jobStore.dataSource", "bench",
                "org.quartz.jobStore.isClustered", "true",
                "org.quartz.jobStore.useProperties", "true",
                "org.quartz.jobStore.acquireTriggersWithinLock", "true",
                // What waits for a drain was due before: it is to be run, and not to be taken for missed.
                "org.quartz.jobStore.misfireThreshold", "3600000"));
        properties.putAll(Map.of(
                "org.quartz.dataSource.bench.provider",
                "hikaricp",
                "org.quartz.dataSource.bench.driver",
                "org.postgresql.Driver",
                "org.quartz.dataSource.bench.URL",
                Database.jdbcUrl(),
                "org.quartz.dataSource.bench.user",
                Database.USER,
                "org.quartz.dataSource.bench.password",
                Database.password(),
                "org.quartz.dataSource.bench.maxConnections",
                String.valueOf(CONNECTIONS)));
        return properties;
    }

    @Override
    public String version() {
        return Database.versionOf(Scheduler.class);
    }

    @Override
    public String settings() {
        return "clustered JDBC store, %d threads, as many triggers acquired at a time, %d connections"
                .formatted(THREADS, CONNECTIONS);
    }

    @Override
    public void enqueueOne(long due) throws SchedulerException {
        scheduler.scheduleJob(trigger(due));
    }

    @Override
    public void enqueueMany(long[] dues) throws SchedulerException {
        Set<Trigger> triggers = new HashSet<>();
        for (long due : dues) {
            triggers.add(trigger(due));
        }
        scheduler.scheduleJobs(Map.of(job, triggers), true);
    }

    private Trigger trigger(long due) {
        return newTrigger()
                .forJob(job)
                .withIdentity(UUID.randomUUID().toString())
                .startAt(new Date(due))
                .build();
    }

    @Override
    public int batch() {
        return 500;
    }

    /** The more is due, the slower it is. */
    @Override
    public int backlogMax() {
        return 1_000;
    }

    @Override
    public void startWorkers() throws SchedulerException {
        scheduler.start();
    }

    @Override
    public void close() throws SchedulerException {
        scheduler.shutdown(false);
    }
}
