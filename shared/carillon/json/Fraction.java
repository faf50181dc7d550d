package carillon.json;

/** The digits behind a decimal point, as milliseconds. */
final class Fraction {

    private static final int MILLI_DIGITS = 3;

    private Fraction() {}

    /** Rounded up: 0 to 1,000. */
    static int millisUp(String digits) {
        String padded = digits + "0".repeat(MILLI_DIGITS);
        int millis = Integer.parseInt(padded.substring(0, MILLI_DIGITS));
        boolean isExact = padded.chars().skip(MILLI_DIGITS).allMatch(digit -> digit == '0');
        return isExact ? millis : millis + 1;
    }
}
