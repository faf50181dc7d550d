package carillon.json;

import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what keeps a text, which {@link Rfc3339} could not read, from being an instant. */
public final class InstantFault {

    private static final Pattern NEARLY = Pattern.compile("(\\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(?:([Tt ])"
            + "((?:[01]\\d|2[0-3]):[0-5]\\d)(:[0-5]\\d(?:\\.\\d{1,9})?)?([Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)?)?");

    private InstantFault() {}

    /** What is wrong with a text that is no instant, and what to write instead. */
    public static String of(String text) {
        String quoted = "'" + Excerpt.of(text) + "' ";
        Matcher form = NEARLY.matcher(text);
        if (!form.matches()) {
            return quoted + "is no instant of RFC 3339 in the years 0000 to 9999; write for example"
                    + " 2030-01-31T09:00:00Z";
        }
        YearMonth month = YearMonth.of(Year.parse(form.group(1)).getValue(), Month.of(Integer.parseInt(form.group(2))));
        int day = Integer.parseInt(form.group(3));
        if (!month.isValidDay(day)) {
            String name = month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            return quoted + "is no instant: " + name + " " + form.group(1) + " has no day " + day;
        }
        return quoted + lack(form);
    }

    private static String lack(Matcher form) {
        List<String> lacking = new ArrayList<>();
        if (form.group(5) == null) {
            lacking.add("time");
        } else {
            addIf(lacking, form.group(4).equals(" "), "T before the time");
            addIf(lacking, form.group(6) == null, "seconds");
        }
        boolean hasOffset = form.group(7) != null;
        addIf(lacking, !hasOffset, "offset");
        if (lacking.equals(List.of("offset"))) {
            return "has no offset: add Z or one such as +01:00";
        }
        if (lacking.isEmpty()) {
            return "is not within the years 0000 to 9999 in UTC";
        }
        String written = form.group(1) + "-" + form.group(2) + "-" + form.group(3) + "T"
                + Objects.requireNonNullElse(form.group(5), "09:00") + Objects.requireNonNullElse(form.group(6), ":00")
                + Objects.requireNonNullElse(form.group(7), "Z");
        return "has no " + String.join(", no ", lacking) + ": write " + written
                + (hasOffset ? "" : ", or an offset such as +01:00 for the Z");
    }

    private static void addIf(List<String> lacking, boolean isSo, String what) {
        if (isSo) {
            lacking.add(what);
        }
    }
}
