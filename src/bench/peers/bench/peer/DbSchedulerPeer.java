package bench.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * db-scheduler as its page on performance has it: polling by lock-and-fetch, 20 threads, fetching when fewer than four
 * times as many executions are left, up to twenty times as many. The poll is as often as is of use; the README says
 * that precision depends on it.
 */
final class DbSchedulerPeer extends InProcess {
    private static final int THREADS = 20;
    private static final int CONNECTIONS = 34;
    private static final Duration POLLING = Duration.ofMillis(20);

    // The columns that db-scheduler asks for, and the indexes that its documentation names.
    private static final String SCHEMA = """
            CREATE TABLE scheduled_tasks (task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
                execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
                last_success timestamptz, last_failure timestamptz, consecutive_failures int,
                last_heartbeat timestamptz, version bigint NOT NULL, priority smallint,
                PRIMARY KEY (task_name, task_instance));
            CREATE INDEX ON scheduled_tasks (execution_time);
            CREATE INDEX ON scheduled_tasks (last_heartbeat);
            """;

    private final HikariDataSource pool = Database.pool(CONNECTIONS);
    private final OneTimeTask<Void> task = Tasks.oneTime("bench")
            .execute((instance, context) ->
                    CALLS.called(context.getExecution().executionTime.toEpochMilli()));
    private final Scheduler scheduler;
    private final SchedulerClient client;

    DbSchedulerPeer() throws SQLException {
        Database.script(pool, SCHEMA);
        scheduler = Scheduler.create(pool, task)
                .threads(THREADS)
                .pollUsingLockAndFetch(4, 20)
                .pollingInterval(POLLING)
                .build();
        client = SchedulerClient.Builder.create(pool, task).build();
    }

    @Override
    public String version() {
        return Database.versionOf(Scheduler.class);
    }

    @Override
    public String settings() {
        return "lock-and-fetch 4/20, %d threads, polling %d ms, %d connections"
                .formatted(THREADS, POLLING.toMillis(), CONNECTIONS);
    }

    @Override
    public void enqueueOne(long due) {
        client.scheduleIfNotExists(instance(), Instant.ofEpochMilli(due));
    }

    @Override
    public void enqueueMany(long[] dues) {
        List<SchedulableInstance<?>> instances = new ArrayList<>(dues.length);
        for (long due : dues) {
            instances.add(SchedulableInstance.of(instance(), Instant.ofEpochMilli(due)));
        }
        client.scheduleBatch(instances);
    }

    private TaskInstance<Void> instance() {
        return task.instance(UUID.randomUUID().toString());
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
        scheduler.start();
    }

    @Override
    public void close() {
        scheduler.stop();
        pool.close();
    }
}
