package bench.peer;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.JobBuilder;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/**
 * JobRunr, the open edition, with the shortest poll that it takes, of five seconds, and as many workers as it chooses
 * by itself, on virtual threads (jobrunr.io, Documentation, Background server and Performance). Many due jobs are
 * enqueued as a stream, which it saves in batches; so are jobs for later. It may run jobs for later somewhat early, as
 * its page on real-time scheduling says.
 */
public final class JobRunrPeer extends InProcess {
    private static final int CONNECTIONS = 40;
    private static final Duration POLLING = Duration.ofSeconds(5);

    private final HikariDataSource pool = Database.pool(CONNECTIONS);
    private final BackgroundJobServerConfiguration server =
            usingStandardBackgroundJobServerConfiguration().andPollInterval(POLLING);
    private final JobScheduler scheduler;

    JobRunrPeer() {
        scheduler = JobRunr.configure()
                .useJsonMapper(new JacksonJsonMapper())
                .useStorageProvider(new PostgresStorageProvider(pool))
                .useBackgroundJobServer(server, false)
                .initialize()
                .getJobScheduler();
    }

    /** The job. Public and static, so that JobRunr finds it by its name. */
    public static void run(long due) {
        CALLS.called(due);
    }

    @Override
    public String version() {
        return Database.versionOf(JobRunr.class);
    }

    @Override
    public String settings() {
        return "open edition, as many workers as it chooses, polling %d s, %d connections"
                .formatted(POLLING.toSeconds(), CONNECTIONS);
    }

    @Override
    public void enqueueOne(long due) {
        scheduler.schedule(Instant.ofEpochMilli(due), () -> run(due));
    }

    @Override
    public void enqueueMany(long[] dues) {
        if (dues[0] <= System.currentTimeMillis()) {
            scheduler.enqueue(Arrays.stream(dues).boxed(), due -> run(due));
        } else {
            scheduler.create(Arrays.stream(dues).mapToObj(JobRunrPeer::later));
        }
    }

    private static JobBuilder later(long due) {
        return JobBuilder.aJob().scheduleAt(Instant.ofEpochMilli(due)).withJobLambda(() -> run(due));
    }

    @Override
    public int batch() {
        return 1_000;
    }

    @Override
    public int bulkCalls() {
        return 2;
    }

    @Override
    public void startWorkers() {
        JobRunr.getBackgroundJobServer().start();
    }

    @Override
    public void close() {
        // It waits long for jobs under way; the process ends, and the database with it.
        pool.close();
    }
}
