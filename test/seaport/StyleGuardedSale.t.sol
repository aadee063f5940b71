// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Seaport} from "seaport-core/src/Seaport.sol";
import {ConduitController} from "seaport-core/src/conduit/ConduitController.sol";
import {ItemType, OrderType} from "seaport-types/src/lib/ConsiderationEnums.sol";
import {
    AdvancedOrder,
    ConsiderationItem,
    CriteriaResolver,
    Fulfillment,
    FulfillmentComponent,
    OfferItem,
    Order,
    OrderComponents,
    OrderParameters
} from "seaport-types/src/lib/ConsiderationStructs.sol";
import {LayerToken} from "../../contracts/LayerToken.sol";
import {StyleGuardZone} from "../../contracts/StyleGuardZone.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";
import {IStyleGuardZone} from "../../contracts/interfaces/IStyleGuardZone.sol";
import {WorkFixture} from "../contracts/WorkFixture.sol";

/// @notice Layers sold by signed orders through the real Seaport 1.6, held to their style by the zone.
contract StyleGuardedSaleTest is WorkFixture {
    uint256 private constant PRICE = 1 ether;
    uint256 private constant ROYALTY = 0.1 ether;
    bytes32 private constant REVISION = keccak256("revision");
    address private constant DELEGATE_REGISTRY = 0x00000000000000447e69651d841bD8D104Bed493;

    Seaport private seaport;
    StyleGuardZone private zone;
    uint256 private ownerKey;
    address private buyer = makeAddr("buyer");
    address private delegate = makeAddr("delegate");
    address private user = makeAddr("user");

    function setUp() public override {
        super.setUp();
        (, ownerKey) = makeAddrAndKey("owner");
        seaport = new Seaport(address(new ConduitController()));
        zone = new StyleGuardZone();
        vm.deal(buyer, 10 ether);
        vm.startPrank(owner);
        token.setApprovalForAll(address(seaport), true);
        token.setUser(LAYER, user, type(uint64).max);
        vm.stopPrank();
        vm.mockCall(
            DELEGATE_REGISTRY,
            abi.encodeWithSignature(
                "checkDelegateForERC721(address,address,address,uint256,bytes32)",
                delegate,
                owner,
                address(token),
                LAYER,
                bytes32("layerstyle")
            ),
            abi.encode(true)
        );
    }

    function test_aLayerIsSoldWhileItsStyleIsAsPromised() public {
        buy(orderOf(LAYER, 0));
        assertEq(token.ownerOf(LAYER), buyer);
        assertEq(owner.balance, PRICE - ROYALTY);
        assertEq(artist.balance, ROYALTY);
    }

    function test_theSaleFailsWhenTheSellerRestyledFirst() public {
        AdvancedOrder memory order = orderOf(LAYER, 0);
        restyle(owner, 0);
        vm.expectRevert(refusalOf(0, 1));
        buy(order);
        assertEq(token.ownerOf(LAYER), owner);
    }

    function test_theSaleFailsWhenTheSellersDelegateOrUserRestyledFirst() public {
        AdvancedOrder memory order = orderOf(LAYER, 0);
        restyle(delegate, 0);
        vm.expectRevert(refusalOf(0, 1));
        buy(order);
        order = orderOf(LAYER, 1);
        restyle(user, 1);
        vm.expectRevert(refusalOf(1, 2));
        buy(order);
    }

    function test_afterTheSaleTheBuyerRestylesAndTheSellerTheDelegateAndTheUserCannot() public {
        buy(orderOf(LAYER, 0));
        address[3] memory former = [owner, delegate, user];
        for (uint256 i = 0; i < former.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILayerToken.NotStyler.selector, former[i], LAYER));
            restyle(former[i], 0);
        }
        restyle(buyer, 0);
        assertEq(uint32(token.styleOf(LAYER) >> 192), 1);
    }

    function test_theSaleFailsWithoutThePromisesOrWithWeakerOnes() public {
        AdvancedOrder memory order = orderOf(LAYER, 0);
        order.extraData = "";
        vm.expectRevert(abi.encodeWithSelector(IStyleGuardZone.UnsupportedExtraDataVersion.selector, 0));
        buy(order);
        bytes memory weaker = promised(LAYER, 5, 0);
        order.extraData = abi.encodePacked(uint8(1), weaker);
        vm.expectRevert(
            abi.encodeWithSelector(
                IStyleGuardZone.InvalidZoneHash.selector, order.parameters.zoneHash, keccak256(weaker)
            )
        );
        buy(order);
    }

    function test_ofSeveralLayersTheRestyledOneIsLeftOut() public {
        AdvancedOrder[] memory orders = new AdvancedOrder[](2);
        orders[0] = orderOf(LAYER, 0);
        orders[1] = orderOf(FINITE, 0);
        restyle(owner, 0);

        FulfillmentComponent[][] memory offers = new FulfillmentComponent[][](2);
        FulfillmentComponent[][] memory considerations = new FulfillmentComponent[][](4);
        for (uint256 i = 0; i < 2; ++i) {
            offers[i] = component(i, 0);
            considerations[2 * i] = component(i, 0);
            considerations[2 * i + 1] = component(i, 1);
        }
        vm.prank(buyer);
        seaport.fulfillAvailableAdvancedOrders{value: 2 * PRICE}(
            orders, new CriteriaResolver[](0), offers, considerations, bytes32(0), buyer, 2
        );
        assertEq(token.ownerOf(LAYER), owner);
        assertEq(token.ownerOf(FINITE), buyer);
        assertEq(buyer.balance, 9 ether);
    }

    /// @dev The price is paid before the token moves, and the seller restyles on receiving it: the style is as promised
    ///      before the transfers and is not after them.
    function test_theSaleFailsWhenTheSellerRestylesWhileItIsPaid() public {
        RestylingSeller seller = new RestylingSeller(token, LAYER);
        vm.prank(owner);
        token.transferFrom(owner, address(seller), LAYER);
        AdvancedOrder[] memory orders = new AdvancedOrder[](2);
        orders[0] = orderOf(LAYER, 0);
        orders[0].parameters.offerer = address(seller);
        orders[0].parameters.consideration[0].recipient = payable(seller);
        seller.offer(seaport, orders[0].parameters);
        orders[1] = mirrorOf(orders[0].parameters);

        // In this order: the price, the royalty, the token.
        Fulfillment[] memory fulfillments = new Fulfillment[](3);
        fulfillments[0] = Fulfillment(component(1, 0), component(0, 0));
        fulfillments[1] = Fulfillment(component(1, 1), component(0, 1));
        fulfillments[2] = Fulfillment(component(0, 0), component(1, 0));
        vm.expectRevert(refusalOf(0, 1));
        vm.prank(buyer);
        seaport.matchAdvancedOrders{value: PRICE}(orders, new CriteriaResolver[](0), fulfillments, buyer);

        seller.beHonest();
        vm.prank(buyer);
        seaport.matchAdvancedOrders{value: PRICE}(orders, new CriteriaResolver[](0), fulfillments, buyer);
        assertEq(token.ownerOf(LAYER), buyer);
    }

    function buy(AdvancedOrder memory order) private {
        vm.prank(buyer);
        seaport.fulfillAdvancedOrder{value: PRICE}(order, new CriteriaResolver[](0), bytes32(0), buyer);
    }

    function restyle(address by, uint32 revision) private {
        vm.prank(by);
        token.setStyle(LAYER, change(0, uint16(revision) + 1), revision);
    }

    /// @return order  signed by the owner: the token at `revision`, against the price
    function orderOf(uint256 tokenId, uint256 revision) private view returns (AdvancedOrder memory order) {
        OrderParameters memory parameters = order.parameters;
        parameters.offerer = owner;
        parameters.zone = address(zone);
        parameters.offer = new OfferItem[](1);
        parameters.offer[0] = OfferItem(ItemType.ERC721, address(token), tokenId, 1, 1);
        parameters.consideration = new ConsiderationItem[](2);
        parameters.consideration[0] = value(PRICE - ROYALTY, owner);
        parameters.consideration[1] = value(ROYALTY, artist);
        parameters.orderType = OrderType.FULL_RESTRICTED;
        parameters.endTime = type(uint256).max;
        parameters.totalOriginalConsiderationItems = 2;
        bytes memory fixedData = promised(tokenId, 0, revision);
        parameters.zoneHash = keccak256(fixedData);
        order.numerator = 1;
        order.denominator = 1;
        order.extraData = abi.encodePacked(uint8(1), fixedData);
        order.signature = signatureOf(parameters);
    }

    /// @return order  the buyer's side of a sale, who sends it and need not sign: the price and the royalty, against the token
    function mirrorOf(OrderParameters memory sale) private view returns (AdvancedOrder memory order) {
        OrderParameters memory parameters = order.parameters;
        parameters.offerer = buyer;
        parameters.offer = new OfferItem[](2);
        parameters.offer[0] = OfferItem(ItemType.NATIVE, address(0), 0, PRICE - ROYALTY, PRICE - ROYALTY);
        parameters.offer[1] = OfferItem(ItemType.NATIVE, address(0), 0, ROYALTY, ROYALTY);
        parameters.consideration = new ConsiderationItem[](1);
        parameters.consideration[0] = ConsiderationItem(
            ItemType.ERC721, sale.offer[0].token, sale.offer[0].identifierOrCriteria, 1, 1, payable(buyer)
        );
        parameters.endTime = type(uint256).max;
        parameters.totalOriginalConsiderationItems = 1;
        order.numerator = 1;
        order.denominator = 1;
    }

    function value(uint256 amount, address to) private pure returns (ConsiderationItem memory) {
        return ConsiderationItem(ItemType.NATIVE, address(0), 0, amount, amount, payable(to));
    }

    function promised(uint256 tokenId, uint8 comparison, uint256 revision) private view returns (bytes memory) {
        IStyleGuardZone.TraitCondition[] memory conditions = new IStyleGuardZone.TraitCondition[](1);
        conditions[0] = IStyleGuardZone.TraitCondition(comparison, address(token), tokenId, bytes32(revision), REVISION);
        return abi.encodePacked(uint8(4), abi.encode(conditions));
    }

    function signatureOf(OrderParameters memory p) private view returns (bytes memory) {
        bytes32 orderHash = seaport.getOrderHash(
            OrderComponents(
                p.offerer,
                p.zone,
                p.offer,
                p.consideration,
                p.orderType,
                p.startTime,
                p.endTime,
                p.zoneHash,
                p.salt,
                p.conduitKey,
                seaport.getCounter(p.offerer)
            )
        );
        (, bytes32 domainSeparator,) = seaport.information();
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(ownerKey, keccak256(abi.encodePacked(hex"1901", domainSeparator, orderHash)));
        return abi.encodePacked(r, s, v);
    }

    function component(uint256 order, uint256 item) private pure returns (FulfillmentComponent[] memory components) {
        components = new FulfillmentComponent[](1);
        components[0] = FulfillmentComponent(order, item);
    }

    function refusalOf(uint256 expected, uint256 actual) private view returns (bytes memory) {
        return abi.encodeWithSelector(
            IStyleGuardZone.InvalidDynamicTraitValue.selector,
            address(token),
            REVISION,
            bytes32(expected),
            bytes32(actual)
        );
    }
}

/// @notice Offers a token and restyles it at the moment it is paid for it.
contract RestylingSeller {
    LayerToken private immutable token;
    uint256 private immutable layer;
    bool private honest;

    constructor(LayerToken token_, uint256 layer_) {
        token = token_;
        layer = layer_;
    }

    function offer(Seaport seaport, OrderParameters calldata parameters) external {
        token.setApprovalForAll(address(seaport), true);
        Order[] memory orders = new Order[](1);
        orders[0].parameters = parameters;
        seaport.validate(orders);
    }

    function beHonest() external {
        honest = true;
    }

    receive() external payable {
        if (!honest) token.setStyle(layer, abi.encodePacked(uint8(0), uint16(1)), 0);
    }
}
