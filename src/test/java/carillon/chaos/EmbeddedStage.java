package carillon.chaos;

import carillon.e2e.Ports;
import carillon.trial.EmptyFolder;
import carillon.trial.Ledger;
import carillon.trial.Node;
import carillon.trial.NodeCommandLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A node alone, with its embedded database on a small disk. */
final class EmbeddedStage implements Stage {

    private final Watch watch = new Watch();
    private final Disk disk;
    private final Node node;

    private EmbeddedStage(Path folder, Disk disk) {
        this.disk = disk;
        String name = "chaos-alone";
        NodeCommandLine line =
                NodeCommandLine.alone(name, Ports.free(), disk.folder().resolve("data"));
        node = new Node(line, folder.resolve(name + ".log"));
        node.start();
        watch.follow(nodes());
    }

    /** Empties the folder and starts the node, and does not wait for it; nothing where no small disk can be made. */
    static Optional<EmbeddedStage> open(Path folder) {
        Path place = folder.resolve("disk");
        // One that was left behind could not be deleted.
        Disk.release(place);
        EmptyFolder.make(folder);
        return Disk.in(place).map(disk -> new EmbeddedStage(folder, disk));
    }

    @Override
    public Watch watch() {
        return watch;
    }

    @Override
    public List<Node> nodes() {
        return List.of(node);
    }

    @Override
    public Fault fault(Strike strike, Ledger ledger) {
        if (strike.kind() != Kind.DISK_FULL) {
            throw new IllegalArgumentException("a node alone has no " + strike.kind());
        }
        return Fault.of(disk::fill, disk::free);
    }

    @Override
    public void mend(Ledger ledger) {
        disk.free();
    }

    @Override
    public void close() {
        node.close();
        disk.close();
        watch.close();
    }
}
