package carillon.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManyFaultsTest {

    @ParameterizedTest
    @CsvSource({"20, 20, /x19, ''", "21, 21, '', and 1 more", "27, 21, '', and 7 more"})
    void of_more_than_twenty_faults_the_last_says_how_many_more(int faults, int told, String pointer, String detail) {
        String unknown = IntStream.range(0, faults)
                .mapToObj(each -> ",\"x" + each + "\":1")
                .collect(Collectors.joining());
        String body = "{\"id\":\"a\",\"action\":\"work\",\"delay\":\"PT1H\"" + unknown + "}";
        List<Violation> violations = assertInstanceOf(
                        Decoded.Refused.class, TaskDecoder.decode(body.getBytes(StandardCharsets.UTF_8)))
                .violations();
        assertEquals(told, violations.size());
        Violation last = violations.get(told - 1);
        assertEquals(pointer, last.pointer());
        assertEquals(detail, pointer.isEmpty() ? last.detail() : "");
    }
}
