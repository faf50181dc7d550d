package carillon.importing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a crontab, taken apart.
 *
 * @param schedule five fields, or a word such as {@code @daily}
 * @param user null where there is no column of users
 * @param stdin what cron writes to the command, or null for nothing
 */
record CrontabLine(
        String schedule,
        @Nullable String user,
        String command,
        @Nullable String stdin) {

    private static final Pattern ENTRY = Pattern.compile("(@\\S+|\\S+(?:\\s+\\S+){4})(?:\\s+(.*))?");

    /** What the fields of months and of days of the week may begin with, which commands hardly do. */
    private static final Pattern MONTH =
            Pattern.compile("(?i)([*?\\d~]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec).*");

    private static final Pattern WEEKDAY = Pattern.compile("(?i)([*?\\d~]|sun|mon|tue|wed|thu|fri|sat).*");
    private static final Pattern WORD = Pattern.compile("(\\S+)(?:\\s+(.*))?");

    static CrontabLine read(String line, boolean withUser) {
        // Some crons take a leading minus for: leave this one out of the log.
        Matcher entry = ENTRY.matcher(line.startsWith("-") ? line.substring(1) : line);
        if (!entry.matches()) {
            throw new Refusal("five fields (minute, hour, day, month, day of week) and a command are expected");
        }
        String schedule = entry.group(1).replaceAll("\\s+", " ");
        refuseSchedule(schedule);
        String rest = entry.group(2);
        String user = null;
        if (withUser) {
            Matcher word = WORD.matcher(rest == null ? "" : rest);
            if (!word.matches()) {
                throw new Refusal("no user and no command follow the schedule");
            }
            user = word.group(1);
            rest = word.group(2);
        }
        if (rest == null || rest.isBlank()) {
            throw new Refusal(
                    withUser
                            ? "no command follows the user; a crontab without that column is read with --from crontab"
                            : "no command follows the schedule");
        }
        int end = input(rest);
        String command = plain(rest.substring(0, end)).strip();
        String stdin = end < rest.length() ? lines(rest.substring(end + 1)) : null;
        return new CrontabLine(schedule, user, command, stdin);
    }

    private static void refuseSchedule(String schedule) {
        refuseCommandAmongFields(schedule.split(" "));
        if (schedule.equals("@reboot")) {
            throw new Refusal("@reboot runs when a machine starts, which is no instant; let the machine do it, or POST"
                    + " a task with \"delay\": \"PT0S\" there");
        }
        if (schedule.contains("~")) {
            throw new Refusal("~ stands for a time that cron picks at random; write a fixed time");
        }
    }

    private static void refuseCommandAmongFields(String[] words) {
        if (words.length == 1) {
            return;
        }
        int fields = !MONTH.matcher(words[3]).matches()
                ? 3
                : WEEKDAY.matcher(words[4]).matches() ? 5 : 4;
        if (fields < words.length) {
            throw new Refusal("only " + fields + " fields stand before '" + words[fields]
                    + "'; five (minute, hour, day, month, day of week) and a command are expected");
        }
    }

    /** Where the input begins, or the end: at a percent sign that no backslash escapes; one may escape another. */
    private static int input(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                return i;
            }
            if (text.charAt(i) == '\\') {
                i++;
            }
        }
        return text.length();
    }

    /** Where a line of input ends: at the first percent sign without a backslash, however many there are. */
    private static int lineEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%' && (i == 0 || text.charAt(i - 1) != '\\')) {
                return i;
            }
        }
        return text.length();
    }

    private static String plain(String text) {
        return text.replace("\\%", "%");
    }

    private static String lines(String text) {
        StringBuilder lines = new StringBuilder();
        String rest = text;
        while (!rest.isEmpty()) {
            int end = lineEnd(rest);
            lines.append(plain(rest.substring(0, end))).append('\n');
            rest = end < rest.length() ? rest.substring(end + 1) : "";
        }
        return lines.toString();
    }
}
