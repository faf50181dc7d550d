package carillon.chaos;

/** Something that begins and ends; both on the thread that conducts a run. */
interface Fault {

    void begin();

    void end();

    static Fault of(Runnable begin, Runnable end) {
        return new Fault() {
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
