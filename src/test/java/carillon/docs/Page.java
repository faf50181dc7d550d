package carillon.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A page for users. */
record Page(String name, List<Block> blocks) {

    private static final String FENCE = "```";

    /** The README and all of the folder of pages, by name. */
    static List<Page> all() {
        try (Stream<Path> pages = Files.list(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), pages.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Page::read)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Page read(Path file) {
        try {
            return of(file.toString(), Files.readAllLines(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Page of(String name, List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        String lead = "";
        boolean afterShell = false;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(FENCE);
                if (end == i) {
                    throw new AssertionError(name + ":" + (i + 1) + " is not closed");
                }
                String language = lines.get(i).substring(FENCE.length());
                String text = String.join("\n", lines.subList(i + 1, end)) + "\n";
                boolean isAnswer = afterShell && !language.equals("sh");
                blocks.add(new Block(name, i + 1, language, text, lead, isAnswer));
                afterShell = language.equals("sh");
                lead = "";
                i = end;
            } else if (!lines.get(i).isBlank()) {
                lead = lines.get(i);
                afterShell = false;
            }
        }
        return new Page(name, List.copyOf(blocks));
    }

    /** What a reader would type, from the top to the bottom. */
    List<Example> examples() {
        return blocks.stream()
                .filter(block -> block.is("sh") && LeftOut.reason(block).isEmpty())
                .map(block -> new Example(block, answerTo(block)))
                .toList();
    }

    /** The Java that is tried as it stands. */
    List<Block> java() {
        return blocks.stream()
                .filter(block -> block.is("java") && LeftOut.reason(block).isEmpty())
                .toList();
    }

    /** What a block is to print, as the page shows it; empty if it shows nothing. */
    Optional<Block> answerTo(Block block) {
        return blocks.stream()
                .skip(blocks.indexOf(block) + 1L)
                .limit(1)
                .filter(Block::isAnswer)
                .findFirst();
    }

    @Override
    public String toString() {
        return name;
    }
}
