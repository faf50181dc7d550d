package bench.peer;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The process of a peer: {@code Main NAME}, with the database in system properties. */
public final class Main {
    private Main() {}

    /** The name of the peer. */
    public static void main(String[] arguments) throws Exception {
        // Numbers are written the same wherever it runs.
        Locale.setDefault(Locale.ROOT);
        // What a peer prints must not come between our lines.
        PrintStream out = System.out;
        System.setOut(System.err);
        Voice voice = new Voice(out);
        try (Peer peer = named(arguments[0])) {
            voice.ready(peer);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            Works works = new Works(peer, voice);
            for (String line = in.readLine(); line != null && !line.equals("quit"); line = in.readLine()) {
                obey(line.split(" "), works);
            }
        } catch (Exception e) {
            e.printStackTrace();
            voice.failed(e);
        }
        System.exit(0);
    }

    private static void obey(String[] words, Works works) throws Exception {
        int[] numbers = new int[words.length];
        for (int i = 1; i < words.length; i++) {
            numbers[i] = Integer.parseInt(words[i]);
        }
        switch (words[0]) {
            case "enqueue" -> works.enqueue(numbers[1], numbers[2]);
            case "bulk" -> works.bulk(numbers[1]);
            case "load" -> works.load(numbers[1]);
            case "drain" -> works.drain(numbers[1], numbers[2]);
            case "life" -> works.life(numbers[1]);
            case "lateness" -> works.lateness(numbers[1], numbers[2]);
            default -> throw new IllegalArgumentException("no work is named " + words[0]);
        }
    }

    private static Peer named(String name) throws Exception {
        return switch (name) {
            case "carillon" -> CarillonPeer.start();
            case "db-scheduler" -> new DbSchedulerPeer();
            case "jobrunr" -> new JobRunrPeer();
            case "quartz" -> new QuartzPeer();
            case "postgresql" -> new PostgresAlone(false);
            case "postgresql-3" -> new PostgresAlone(true);
            default -> throw new IllegalArgumentException("no peer is named " + name);
        };
    }
}
