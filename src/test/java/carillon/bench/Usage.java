package carillon.bench;

import carillon.bench.Cpu.Share;

/** Who used the processors since it was made: the node, by what its threads do, its database, and this client. */
final class Usage {

    private static final String LOOPS = "vert.x-eventloo";
    /** As in C2 CompilerThread0; the kernel keeps fifteen characters. */
    private static final String FIRST_COMPILER = "C1 CompilerThre";

    private static final String SECOND_COMPILER = "C2 CompilerThre";

    private final Rig rig;
    private final double node;
    private final double database;
    private final double client;
    private final double stolen;
    private final Share loops;
    private final double compilers;

    Usage(Rig rig) {
        this.rig = rig;
        node = Cpu.secondsOf(rig.node.pid());
        database = Cpu.secondsOf(rig.database.pid());
        client = client();
        stolen = Cpu.stolenSeconds();
        loops = Cpu.ofThreads(rig.node.pid(), LOOPS);
        compilers = compilers();
    }

    /** In one line, for people. */
    String sinceThen() {
        Share looped = Cpu.ofThreads(rig.node.pid(), LOOPS).minus(loops);
        double compiled = compilers() - compilers;
        return "processor s: the node's event loops %.1f (and %.1f in line for a processor), its compilers %.1f,"
                        .formatted(looped.ran(), looped.waited(), compiled)
                + " the rest of it %.1f, PostgreSQL %.1f, this client %.1f; stolen by the host of this machine %.1f"
                        .formatted(
                                Cpu.secondsOf(rig.node.pid()) - node - looped.ran() - compiled,
                                Cpu.secondsOf(rig.database.pid()) - database,
                                client() - client,
                                Cpu.stolenSeconds() - stolen);
    }

    private double compilers() {
        long pid = rig.node.pid();
        return Cpu.ofThreads(pid, FIRST_COMPILER)
                .plus(Cpu.ofThreads(pid, SECOND_COMPILER))
                .ran();
    }

    private static double client() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }
}
