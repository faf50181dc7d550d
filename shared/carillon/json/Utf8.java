package carillon.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Checks that bytes are UTF-8, strictly: the JSON parser lets overlong forms and surrogates pass. */
final class Utf8 {

    /** What the JSON parser looks at to guess an encoding. */
    private static final int GUESSED_FROM_BYTES = 4;

    private Utf8() {}

    /** Whether the bytes are UTF-8 without a byte order mark, and cannot be taken for another encoding of JSON. */
    static boolean isText(byte[] bytes) {
        for (int i = 0; i < Math.min(GUESSED_FROM_BYTES, bytes.length); i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return isAscii(bytes) || bytes[0] >= 0 && isWellFormed(bytes);
    }

    private static boolean isAscii(byte[] bytes) {
        int joined = 0;
        for (byte b : bytes) {
            joined |= b;
        }
        return joined >= 0;
    }

    private static boolean isWellFormed(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
