package carillon.chaos;

/** What a {@link Proxy} does with the bytes of its links. */
enum Mode {
    /** All bytes pass. */
    PASS(true, true),
    /** Every link is broken off at both ends, and new ones are as soon as they are made. */
    CUT(true, true),
    /** What clients send, their farewells included, stays under way. */
    HOLD_UP(false, true),
    /** What servers answer stays under way. */
    HOLD_DOWN(true, false),
    /** Nothing arrives anywhere. */
    HOLD(false, false),
    /** Now and then a link is broken off right behind a statement of the client. */
    CUT_BEHIND_STATEMENT(true, true),
    /** Now and then a link is broken off when the answer to a statement is there, which is not passed on. */
    CUT_BEFORE_ANSWER(true, true);

    private final boolean up;
    private final boolean down;

    Mode(boolean up, boolean down) {
        this.up = up;
        this.down = down;
    }

    /** Whether bytes of clients pass. */
    boolean passesUp() {
        return up;
    }

    /** Whether bytes of servers pass. */
    boolean passesDown() {
        return down;
    }

    /** Whether links are broken off at statements. */
    boolean cutsAtStatements() {
        return this == CUT_BEHIND_STATEMENT || this == CUT_BEFORE_ANSWER;
    }
}
