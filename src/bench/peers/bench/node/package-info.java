/** What runs inside the process of a node of Carillon: a verticle as its users write them. */
package bench.node;
