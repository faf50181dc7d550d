package carillon.chaos;

/** Something that begins and ends, on the thread that conducts a run. */
interface Fault {

    /** Does what it takes beforehand, while nothing is wrong yet. */
    void prepare();

    void begin();

    void end();

    static Fault of(Runnable begin, Runnable end) {
        return prepared(() -> {}, begin, end);
    }

    static Fault prepared(Runnable prepare, Runnable begin, Runnable end) {
        return new Fault() {
            @Override
            public void prepare() {
                prepare.run();
            }

            @Override
            public void begin() {
                begin.run();
            }

            @Override
            public void end() {
                end.run();
            }
        };
    }
}
