package carillon.cron;

/** How many steps a search may still take: the bound on the time that any rule can cost. For one thread. */
final class Steps {
    private int left;

    Steps(int max) {
        this.left = max;
    }

    /** Takes a step, if one is left. */
    boolean take() {
        return left-- > 0;
    }
}
