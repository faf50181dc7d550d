package carillon.importing;

import carillon.json.JsonText;
import carillon.task.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Turns YAML 1.2 into JSON. What JSON cannot say is refused, as is any tag that would make more of a value than JSON
 * has: nothing is ever constructed from it. Aliases are written out, up to a bound.
 */
final class Yaml {

    private static final Pattern STAR = Pattern.compile("alias|anchor|unexpected character");
    private static final int ALIASES_MAX = 100;
    private static final int VALUES_MAX = 1_000_000;
    private static final int DEPTH_MAX = 100;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(Limits.SET_BYTES_MAX)
            .setMaxAliasesForCollections(ALIASES_MAX)
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .build();

    private final Map<String, Integer> lines = new HashMap<>();
    private int values;
    private long chars;

    private Yaml() {}

    /** The one document of a text; throws a {@link YamlException} if it is none, or more. */
    static Document toJson(String text) {
        try {
            Node root = new Compose(SETTINGS)
                    .composeString(text)
                    .orElseThrow(() -> new YamlException(1, "the file is empty; tasks are expected"));
            Yaml yaml = new Yaml();
            Object value = yaml.value(root, "", 0);
            return new Document(JsonText.of(value), yaml.lines);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw new YamlException(
                    mark.map(Mark::getLine).orElse(0) + 1,
                    "this is not the YAML that is read here: " + e.getProblem() + advice(e.getProblem()));
        } catch (YamlEngineException e) {
            throw new YamlException(1, "this is not the YAML that is read here: " + e.getMessage());
        }
    }

    private static String advice(@Nullable String problem) {
        boolean isStar = problem != null && STAR.matcher(problem).find();
        return isStar ? "; a value that begins with * or & stands in quotes" : "";
    }

    private @Nullable Object value(Node node, String pointer, int depth) {
        lines.put(pointer, line(node));
        values++;
        if (values > VALUES_MAX || depth > DEPTH_MAX || chars > Limits.SET_BYTES_MAX) {
            throw new YamlException(
                    line(node),
                    "with its aliases written out, this has more than " + VALUES_MAX + " values, " + DEPTH_MAX
                            + " levels or " + Limits.SET_BYTES_MAX + " characters");
        }
        return switch (node) {
            case MappingNode mapping -> members(mapping, pointer, depth);
            case SequenceNode sequence -> items(sequence, pointer, depth);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new YamlException(line(node), "this has no form in JSON");
        };
    }

    private Map<String, @Nullable Object> members(MappingNode mapping, String pointer, int depth) {
        requireTag(mapping, Tag.MAP);
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new YamlException(line(tuple.getKeyNode()), "a name must be a text");
            }
            String name = key.getValue();
            if (members.containsKey(name)) {
                throw new YamlException(line(key), "'" + name + "' stands there twice");
            }
            chars += name.length();
            String place = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            members.put(name, value(tuple.getValueNode(), place, depth + 1));
        }
        return members;
    }

    private List<@Nullable Object> items(SequenceNode sequence, String pointer, int depth) {
        requireTag(sequence, Tag.SEQ);
        List<@Nullable Object> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(value(item, pointer + "/" + items.size(), depth + 1));
        }
        return items;
    }

    private @Nullable Object scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        chars += text.length();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.STR)) {
            return text;
        }
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException none) {
                throw new YamlException(line(scalar), "'" + text + "' is no number of JSON");
            }
        }
        throw new YamlException(line(scalar), "the tag " + tag + " is not taken here");
    }

    private static void requireTag(Node node, Tag tag) {
        if (!node.getTag().equals(tag)) {
            throw new YamlException(line(node), "the tag " + node.getTag() + " is not taken here");
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
