package carillon.client;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where it stands in the body, by RFC 6901; empty for the whole of it
 */
public record Fault(String pointer, String detail) {

    static Fault of(Members members) {
        return new Fault(members.requiredText("pointer"), members.requiredText("detail"));
    }

    @Override
    public String toString() {
        return pointer.isEmpty() ? detail : pointer + " " + detail;
    }
}
