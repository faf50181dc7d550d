package carillon.client;

import java.util.function.Function;

/**
 * What a node answered to a call that it granted.
 *
 * @param status of HTTP, 200 to 299
 * @param body null in JSON where there is none
 */
public record Answer(int status, Json body) {

    <T> T as(Function<Members, T> reader) {
        return reader.apply(Members.of(body));
    }
}
