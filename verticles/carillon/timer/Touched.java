package carillon.timer;

import carillon.message.Changed;
import carillon.message.Pending;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Cancel;
import carillon.message.TaskChange.Fire;
import carillon.message.TaskChange.Pause;
import carillon.message.TaskChange.Purge;
import carillon.message.TaskChange.Put;
import carillon.message.TaskChange.Resume;
import carillon.message.TaskChange.Retime;
import carillon.message.TaskChange.Revive;
import carillon.message.TaskView;
import carillon.task.Definition;
import carillon.timer.Entry.State;
import org.jspecify.annotations.Nullable;

/** What the answer to a change makes of the entries that it touched. */
final class Touched {

    private final Time time;
    private final Agenda agenda;
    private final Deliveries deliveries;
    private final Admission admission;
    private final Recent recent;
    private final Results results;
    private final Abandoned abandoned;

    Touched(
            Time time,
            Agenda agenda,
            Deliveries deliveries,
            Admission admission,
            Recent recent,
            Results results,
            Abandoned abandoned) {
        this.time = time;
        this.agenda = agenda;
        this.deliveries = deliveries;
        this.admission = admission;
        this.recent = recent;
        this.results = results;
        this.abandoned = abandoned;
    }

    /** What a cancelled task left running of an older definition ends with it. */
    void cancelLeftOvers(ChangeJob job) {
        if (job.change instanceof Cancel) {
            job.entries.stream()
                    .filter(each -> each.isLeftOver() && each.state != State.GONE)
                    .forEach(results::cancel);
        }
    }

    /** The database made the change. */
    void carriedOut(ChangeJob job, Changed answer) {
        job.entries.forEach(entry -> resolve(entry, answer.task()));
        cancelLeftOvers(job);
        for (Entry entry : job.entries) {
            switch (entry.state) {
                case CHANGING, ARMED -> forget(entry);
                case IN_FLIGHT -> goOn(entry, job.change, answer.task());
                case CHARGING, SETTLING, GONE -> {}
            }
        }
        recent.changed(job.change.id());
        for (Pending each : answer.pending()) {
            // Whose attempt is under way is pending in the eyes of the database.
            if (agenda.find(each.occurrence()) == null) {
                admission.changed(each, job.shard);
            }
        }
    }

    /** An entry that may have been replaced unheard has been, if its task has another version by now. */
    private void resolve(Entry entry, @Nullable TaskView task) {
        boolean isOpen = entry.unsure && entry.state == State.IN_FLIGHT && entry.isOfSchedule();
        if (isOpen && task != null && task.version() != entry.pending.version()) {
            entry.unsure = false;
            agenda.setAside(entry);
        }
    }

    /** What its change makes of an entry whose attempt is under way. */
    private void goOn(Entry entry, TaskChange change, @Nullable TaskView task) {
        switch (change) {
            case Cancel cancel -> drop(entry);
            case Purge purge -> drop(entry);
            case Put put -> replaced(entry, task);
            case Pause pause -> entry.paused = entry.isPausable();
            case Resume resume -> entry.paused = false;
            case Fire fire -> {}
            case Revive revive -> {}
            case Retime retime -> {}
        }
    }

    /** A definition that was only switched on or off is the one that is being attempted. */
    private void replaced(Entry entry, @Nullable TaskView task) {
        if (task != null && task.version() == entry.pending.version()) {
            Definition now = task.definition();
            entry.paused = now != null && !now.enabled() && entry.isPausable();
        } else if (!entry.isLeftOver()) {
            agenda.setAside(entry);
        }
    }

    /** Whatever becomes of its attempt, nothing of it is written any more. */
    private void drop(Entry entry) {
        deliveries.done(entry.delivery);
        abandoned.add(entry, time.now());
        forget(entry);
    }

    private void forget(Entry entry) {
        recent.settled(entry);
        agenda.remove(entry);
    }

    /** Nothing was changed: what was taken off the wheel goes back. */
    void restore(ChangeJob job) {
        for (Entry entry : job.entries) {
            if (entry.state == State.CHANGING && entry.paused) {
                forget(entry);
            } else if (entry.state == State.CHANGING) {
                entry.state = State.ARMED;
                agenda.arm(entry, entry.pending.due());
            }
        }
    }
}
