package carillon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.cluster.NamedMembers;
import carillon.config.NodeConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamedMembersTest {

    private final List<HazelcastInstance> members = new ArrayList<>();

    @AfterEach
    void stop() {
        members.forEach(HazelcastInstance::shutdown);
    }

    @Test
    void addresses_are_taken_as_they_are() {
        List<String> addresses = List.of("10.0.0.7", "10.0.0.8:5702", "fd00::7", "[fd00::7]:5701");
        assertEquals(addresses, new NamedMembers(addresses).getMembers());
    }

    @Test
    void a_name_stands_for_its_addresses_with_its_port() {
        assertTrue(new NamedMembers(List.of("localhost:5701")).getMembers().contains("127.0.0.1:5701"));
        assertTrue(new NamedMembers(List.of("localhost")).getMembers().contains("127.0.0.1"));
    }

    @Test
    void nodes_find_each_other_by_name() {
        start("127.0.0.1");
        assertEquals(2, start("127.0.0.1").getCluster().getMembers().size());
    }

    @Test
    void a_host_may_be_a_name() {
        assertEquals(
                "127.0.0.1",
                start("localhost").getCluster().getLocalMember().getAddress().getHost());
    }

    private HazelcastInstance start(String host) {
        JsonObject given = new JsonObject()
                .put("cluster.host", host)
                .put("cluster.port", 5_961)
                .put("cluster.members", List.of("localhost:5961", "localhost:5962"));
        HazelcastInstance member = Hazelcast.newHazelcastInstance(
                Membership.of(NodeConfig.read(given, Map.of()).cluster()));
        members.add(member);
        return member;
    }
}
