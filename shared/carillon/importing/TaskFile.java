package carillon.importing;

import carillon.json.Decoded;
import carillon.json.DecodedSet;
import carillon.json.QueueForm;
import carillon.json.QueueLine;
import carillon.json.SetDecoder;
import carillon.json.TaskDecoder;
import carillon.json.TaskSlices;
import carillon.json.TaskSlices.Slice;
import carillon.json.Violation;
import carillon.task.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of tasks: one task, a list of them or a set, as JSON or YAML; or as JSON with one of these a line. Where a
 * task stands alone a queue may stand, but in a file that is read as one set.
 */
public final class TaskFile {

    private TaskFile() {}

    /**
     * Reads a file as one set.
     *
     * @param file its path, whose last part without its ending names the set if the file does not
     * @throws BadTaskFileException if anything in it is wrong; tells all of it, a line each
     */
    public static DecodedSet.Whole set(String file, String text) {
        try {
            List<Document> documents = Document.of(file, text);
            if (documents.size() != 1) {
                throw new BadTaskFileException(List.of(file + ":1: one document is expected, not " + documents.size()
                        + "; a set is a list of tasks, or {\"set\": …, \"tasks\": […]}"));
            }
            Document document = documents.get(0);
            return switch (SetDecoder.decode(document.bytes(), nameOf(file))) {
                case DecodedSet.Whole whole -> whole;
                case DecodedSet.Refused refused ->
                    throw new BadTaskFileException(refused.violations().stream()
                            .map(each -> told(file, document, each))
                            .toList());
            };
        } catch (YamlException fault) {
            throw new BadTaskFileException(List.of(file + ":" + fault.line() + ": " + fault.getMessage()));
        }
    }

    /** Reads a file task by task, and queue by queue. */
    static List<Imported> read(String file, String text) {
        try {
            return Document.of(file, text).stream()
                    .flatMap(document -> tasks(file, document).stream())
                    .toList();
        } catch (YamlException fault) {
            return List.of(new Imported.Refused(fault.line(), file, String.valueOf(fault.getMessage())));
        }
    }

    /** What is wrong around the tasks makes all of them doubtful; what is wrong with one is its own. */
    private static List<Imported> tasks(String file, Document document) {
        TaskSlices slices = TaskSlices.of(document.bytes());
        List<Imported> read = new ArrayList<>();
        for (Violation violation : slices.violations()) {
            int line = document.line(violation.pointer());
            read.add(new Imported.Refused(line, file, Drafting.reason(List.of(violation))));
        }
        if (!read.isEmpty()) {
            return read;
        }
        String set = slices.set();
        for (Slice slice : slices.tasks()) {
            int line = document.line(slice.pointer());
            byte[] json = slice.json().getBytes(StandardCharsets.UTF_8);
            boolean isAlone = slice.pointer().isEmpty();
            read.add(isAlone && QueueLine.isQueue(json) ? queue(line, slice, json) : task(line, slice, json, set));
        }
        if (set != null && slices.tasks().isEmpty()) {
            read.add(new Imported.EmptySet(document.line("/set"), set));
        }
        return read;
    }

    private static Imported queue(int line, Slice slice, byte[] json) {
        return switch (QueueLine.decode(json)) {
            case QueueLine.Queue queue ->
                new Imported.Queue(line, queue.name(), QueueForm.text(queue.settings()), queue.paused());
            case QueueLine.Refused no -> new Imported.Refused(line, slice.json(), Drafting.reason(no.violations()));
        };
    }

    private static Imported task(int line, Slice slice, byte[] json, @Nullable String set) {
        return switch (TaskDecoder.decode(json)) {
            case Decoded.Task task -> task(line, slice, task, set);
            case Decoded.Refused no -> new Imported.Refused(line, slice.json(), Drafting.reason(no.violations()));
        };
    }

    private static Imported task(int line, Slice slice, Decoded.Task task, @Nullable String set) {
        String id = task.id();
        return id == null
                ? new Imported.Refused(line, slice.json(), "id is missing: by it importing twice is importing once")
                : new Imported.Task(line, id, slice.json(), set);
    }

    private static String told(String file, Document document, Violation violation) {
        String pointer = violation.pointer().isEmpty() ? "" : violation.pointer() + " ";
        return file + ":" + document.line(violation.pointer()) + ": " + pointer + violation.detail();
    }

    private static String nameOf(String file) {
        String last = new ImportSettings(file, null, null).fileName();
        int dot = last.lastIndexOf('.');
        String name = dot > 0 ? last.substring(0, dot) : last;
        return name.substring(0, Math.min(name.length(), Limits.ID_CHARS_MAX));
    }
}
