package carillon.http;

import carillon.bus.Bus;
import carillon.message.Standing;
import carillon.message.TimerMessage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the owners of tasks what is under way. What they do not say within a moment is left as the database says. */
final class Standings {

    private final Bus bus;
    private final Owners owners;

    Standings(Bus bus, Owners owners) {
        this.bus = bus;
        this.owners = owners;
    }

    /** What is under way of tasks, given with what decides on their shards; each owner is asked once. */
    Future<List<Standing>> of(Map<String, String> keyById) {
        Map<String, List<String>> byOwner = new HashMap<>();
        List<Future<Void>> sorted = new ArrayList<>();
        keyById.forEach((id, key) -> {
            sorted.add(owners.addressOf(key, HttpLimits.STANDINGS_ANSWER_MILLIS)
                    .map(address -> {
                        if (address != null) {
                            byOwner.computeIfAbsent(address, none -> new ArrayList<>())
                                    .add(id);
                        }
                        return (Void) null;
                    })
                    .otherwiseEmpty());
        });
        return Future.all(sorted).compose(done -> ask(byOwner));
    }

    private Future<List<Standing>> ask(Map<String, List<String>> byOwner) {
        List<Standing> all = new ArrayList<>();
        List<Future<Void>> answers = new ArrayList<>();
        byOwner.forEach((owner, ids) -> answers.add(ask(owner, ids).map(standings -> {
            all.addAll(standings);
            return (Void) null;
        })));
        return Future.all(answers).map(done -> all);
    }

    private Future<List<Standing>> ask(String owner, List<String> ids) {
        return bus.request(
                        TimerMessage.of(owner), new TimerMessage.AskStandings(ids), HttpLimits.STANDINGS_ANSWER_MILLIS)
                .map(TimerMessage.Standings::standings)
                .otherwise(failure -> {
                    owners.distrust(owner);
                    return List.of();
                });
    }
}
