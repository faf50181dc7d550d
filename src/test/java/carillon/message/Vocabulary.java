package carillon.message;

import carillon.task.Payload;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** All that messages can say: the names of the records, of their components, and of the constants of enums. */
final class Vocabulary {

    private final Set<String> words = new TreeSet<>();
    private final Set<Type> seen = new HashSet<>();

    private Vocabulary() {}

    static Set<String> ofAll() {
        Vocabulary vocabulary = new Vocabulary();
        Protocols.ALL.forEach(vocabulary::add);
        return vocabulary.words;
    }

    private void add(Type type) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(this::add);
        } else if (type instanceof Class<?> raw && raw != Payload.class) {
            add(raw);
        }
    }

    private void add(Class<?> type) {
        if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(this::add);
        } else if (type.isEnum()) {
            Arrays.stream(type.getEnumConstants()).forEach(each -> words.add(Said.constant((Enum<?>) each)));
        } else if (type.isRecord()) {
            words.add(type.getSimpleName());
            for (RecordComponent component : type.getRecordComponents()) {
                words.add(type.getSimpleName() + "." + component.getName());
                add(component.getGenericType());
            }
        }
    }
}
