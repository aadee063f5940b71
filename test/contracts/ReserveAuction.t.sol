// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Vm} from "forge-std/Vm.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ERC721} from "solady/tokens/ERC721.sol";
import {ReserveAuction} from "../../contracts/ReserveAuction.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";
import {IOwnerSigned} from "../../contracts/interfaces/IOwnerSigned.sol";
import {IReserveAuction} from "../../contracts/interfaces/IReserveAuction.sol";
import {ISaleCredits} from "../../contracts/interfaces/ISaleCredits.sol";
import {UPDATES_SHIFT} from "../../contracts/types/StyleWord.sol";
import {Greedy, Refusing} from "./Payees.sol";
import {WorkFixture} from "./WorkFixture.sol";
import {typedDataDigest} from "./typedDataDigest.sol";

contract ReserveAuctionTest is WorkFixture {
    uint96 private constant RESERVE = 1 ether;
    uint256 private constant START = 1_700_000_000;

    ReserveAuction private auction;
    address private ann = makeAddr("ann");
    address private bob = makeAddr("bob");

    function setUp() public override {
        super.setUp();
        auction = new ReserveAuction(address(token));
        address[3] memory sellers = [artist, owner, other];
        for (uint256 i = 0; i < sellers.length; ++i) {
            vm.prank(sellers[i]);
            token.setApprovalForAll(address(auction), true);
        }
        vm.warp(START);
        vm.deal(ann, 100 ether);
        vm.deal(bob, 100 ether);
    }

    function test_create_takesCustodyAndTellsTheStyle() public {
        vm.prank(owner);
        token.setStyle(LAYER, change(0, 7), 0);
        vm.expectEmit(address(auction));
        emit IReserveAuction.AuctionCreated(LAYER, owner, RESERVE, token.styleOf(LAYER));
        create(owner, LAYER);
        assertEq(token.ownerOf(LAYER), address(auction));
        assertAuction(owner, address(0), RESERVE, 0);
        assertEq(auction.leastBid(LAYER), RESERVE);
    }

    function test_create_takesMastersAndLayers() public {
        create(artist, MASTER);
        create(other, LAST);
        assertEq(token.ownerOf(MASTER), address(auction));
        assertEq(token.ownerOf(LAST), address(auction));
    }

    function test_create_failsIfNotOwner() public {
        vm.prank(owner);
        token.setApprovalForAll(other, true);
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.NotTokenOwner.selector, other, LAYER));
        create(other, LAYER);
    }

    function test_create_failsWithoutAReserve() public {
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.NoReserve.selector, LAYER));
        vm.prank(owner);
        auction.create(LAYER, 0);
    }

    function test_create_failsWithoutApproval() public {
        vm.prank(owner);
        token.setApprovalForAll(address(auction), false);
        vm.expectRevert(ERC721.NotOwnerNorApproved.selector);
        create(owner, LAYER);
        assertAuction(address(0), address(0), 0, 0);
    }

    function test_create_failsWhileTheTokenIsUpForAuction() public {
        create(owner, LAYER);
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.NotTokenOwner.selector, owner, LAYER));
        create(owner, LAYER);
    }

    function test_custody_letsNobodyRestyle() public {
        vm.prank(owner);
        token.setUser(LAYER, other, type(uint64).max);
        create(owner, LAYER);
        address[3] memory people = [owner, other, artist];
        for (uint256 i = 0; i < people.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILayerToken.NotStyler.selector, people[i], LAYER));
            vm.prank(people[i]);
            token.setStyle(LAYER, change(0, 1), 0);
        }
    }

    /// @dev Async Art v2: a restyle of a finite layer withdrew the standing bid, so an owner could throw any bid out.
    function test_regression_aRestyleCannotEvictAStandingBid() public {
        Vm.Wallet memory seller = vm.createWallet("seller");
        vm.prank(owner);
        token.transferFrom(owner, seller.addr, FINITE);
        ILayerToken.StyleUpdate memory update =
            ILayerToken.StyleUpdate(FINITE, change(0, 1), seller.addr, 1, 0, uint64(START + 1 days));
        bytes32 message = vm.eip712HashStruct(
            "StyleUpdate(uint256 tokenId,bytes changes,address owner,uint48 epoch,uint32 revision,uint64 deadline)",
            abi.encode(update)
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(seller, typedDataDigest("Pentimento", address(token), message));
        vm.startPrank(seller.addr);
        token.setApprovalForAll(address(auction), true);
        auction.create(FINITE, RESERVE);
        vm.startPrank(ann);
        auction.bid{value: RESERVE}(FINITE, 2 << UPDATES_SHIFT);
        vm.startPrank(seller.addr);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.NotStyler.selector, seller.addr, FINITE));
        token.setStyle(FINITE, change(0, 1), 0);
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.NotTokenOwner.selector, seller.addr, FINITE));
        token.setStyleBySig(update, abi.encodePacked(r, s, v));
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.AlreadyBid.selector, FINITE, ann));
        auction.cancel(FINITE);
        (, address bidder, uint256 amount,) = auction.auctionOf(FINITE);
        assertEq(bidder, ann);
        assertEq(amount, RESERVE);
    }

    function test_bid_startsTwentyFourHours() public {
        create(owner, LAYER);
        vm.warp(START + 30 days);
        vm.expectEmit(address(auction));
        emit IReserveAuction.BidPlaced(LAYER, ann, RESERVE, START + 31 days);
        bid(ann, RESERVE);
        assertAuction(owner, ann, RESERVE, START + 31 days);
        assertEq(auction.leastBid(LAYER), 1.05 ether);
    }

    function test_bid_failsBelowTheReserve() public {
        create(owner, LAYER);
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.BidTooLow.selector, LAYER, RESERVE - 1, RESERVE));
        bid(ann, RESERVE - 1);
    }

    function test_bid_failsLessThanFivePercentAboveTheLast() public {
        create(owner, LAYER);
        bid(ann, RESERVE);
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.BidTooLow.selector, LAYER, 1.05 ether - 1, 1.05 ether));
        bid(bob, 1.05 ether - 1);
        bid(bob, 1.05 ether);
    }

    /// @dev Async Art v2: rounded down, the least rise of a tiny bid was nothing.
    function test_regression_aBidOfOneWeiMustGrowToo() public {
        vm.prank(owner);
        auction.create(LAYER, 1);
        bid(ann, 1);
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.BidTooLow.selector, LAYER, 1, 2));
        bid(bob, 1);
    }

    /// @dev Async Art v2: an outbid bidder was paid back without an event, by a push that could fail.
    function test_regression_whoeverIsOutbidIsCreditedAndTold() public {
        create(owner, LAYER);
        bid(ann, RESERVE);
        vm.expectEmit(address(auction));
        emit ISaleCredits.Credited(ann, RESERVE);
        bid(bob, 2 ether);
        assertEq(auction.creditOf(ann), RESERVE);
        vm.prank(ann);
        auction.withdraw(ann);
        assertEq(ann.balance, 100 ether);
        assertEq(address(auction).balance, 2 ether);
    }

    function test_bid_isNotStoppedByABidderThatRefusesValue() public {
        create(owner, LAYER);
        Refusing refusing = new Refusing();
        refusing.call{value: RESERVE}(address(auction), abi.encodeCall(auction.bid, (LAYER, UNLIMITED_WORD)));
        bid(bob, 2 ether);
        assertAuction(owner, bob, 2 ether, START + 1 days);
        assertEq(auction.creditOf(address(refusing)), RESERVE);
    }

    function test_bid_extendsOnlyInTheLastFifteenMinutes() public {
        create(owner, LAYER);
        bid(ann, RESERVE);
        uint256 endsAt = START + 1 days;
        vm.warp(endsAt - 15 minutes);
        bid(bob, 2 ether);
        assertAuction(owner, bob, 2 ether, endsAt);
        vm.warp(endsAt - 15 minutes + 1);
        bid(ann, 3 ether);
        assertAuction(owner, ann, 3 ether, endsAt + 15 minutes);
        vm.warp(endsAt + 15 minutes - 1);
        bid(bob, 4 ether);
        assertAuction(owner, bob, 4 ether, endsAt + 30 minutes);
    }

    function test_bid_failsWhenTheTimeIsUp() public {
        create(owner, LAYER);
        bid(ann, RESERVE);
        vm.warp(START + 1 days);
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.AuctionOver.selector, LAYER, START + 1 days));
        bid(bob, 2 ether);
    }

    function test_bid_failsOnATokenThatIsNotUpForAuction() public {
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.NotInAuction.selector, LAYER));
        bid(ann, RESERVE);
    }

    function test_bid_failsAboveWhatAnAuctionCanHold() public {
        create(owner, LAYER);
        uint256 amount = uint256(type(uint96).max) + 1;
        vm.deal(ann, amount);
        vm.expectRevert(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 96, amount));
        bid(ann, amount);
    }

    /// @dev The seller takes the token back, restyles or freezes it and puts it up again, before the bid arrives.
    function test_bid_isForTheStyleThatTheBidderSaw() public {
        create(owner, LAYER);
        uint256 seen = token.styleOf(LAYER);
        vm.startPrank(owner);
        auction.cancel(LAYER);
        token.setStyle(LAYER, change(0, 1), 0);
        auction.create(LAYER, RESERVE);
        assertRefused(seen);
        vm.startPrank(owner);
        seen = token.styleOf(LAYER);
        auction.cancel(LAYER);
        token.freeze(LAYER);
        auction.create(LAYER, RESERVE);
        assertRefused(seen);
    }

    function test_settle_byAnybodyMovesTheTokenAndCreditsSellerAndRoyalty() public {
        create(owner, LAYER);
        bid(ann, 2 ether);
        vm.warp(START + 1 days);
        vm.expectEmit(address(auction));
        emit IReserveAuction.AuctionSettled(LAYER, owner, ann, 2 ether, 0.2 ether);
        auction.settle(LAYER);
        assertEq(token.ownerOf(LAYER), ann);
        assertEq(auction.creditOf(owner), 1.8 ether);
        assertEq(auction.creditOf(artist), 0.2 ether);
        assertAuction(address(0), address(0), 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.NotInAuction.selector, LAYER));
        auction.settle(LAYER);
    }

    function test_settle_leavesTheStyleToTheWinner() public {
        create(artist, MASTER);
        vm.prank(ann);
        auction.bid{value: RESERVE}(MASTER, UNLIMITED_WORD);
        vm.warp(START + 1 days);
        auction.settle(MASTER);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.NotStyler.selector, artist, MASTER));
        vm.prank(artist);
        token.setStyle(MASTER, change(0, 1), 0);
        vm.prank(ann);
        token.setStyle(MASTER, change(0, 1), 0);
    }

    function test_settle_byAWinnerAndSellerThatRefuseEverything() public {
        Refusing seller = new Refusing();
        Refusing winner = new Refusing();
        vm.prank(owner);
        token.transferFrom(owner, address(seller), LAYER);
        seller.call(address(token), abi.encodeCall(token.setApprovalForAll, (address(auction), true)));
        seller.call(address(auction), abi.encodeCall(auction.create, (LAYER, RESERVE)));
        winner.call{value: RESERVE}(address(auction), abi.encodeCall(auction.bid, (LAYER, UNLIMITED_WORD)));
        vm.warp(START + 1 days);
        auction.settle(LAYER);
        assertEq(token.ownerOf(LAYER), address(winner));
        assertEq(auction.creditOf(address(seller)), 0.9 ether);
    }

    function test_settle_failsBeforeTheEnd() public {
        create(owner, LAYER);
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.AuctionNotOver.selector, LAYER, 0));
        auction.settle(LAYER);
        bid(ann, RESERVE);
        vm.warp(START + 1 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.AuctionNotOver.selector, LAYER, START + 1 days));
        auction.settle(LAYER);
    }

    function test_cancel_givesTheTokenBack() public {
        create(owner, LAYER);
        vm.expectEmit(address(auction));
        emit IReserveAuction.AuctionCancelled(LAYER, owner);
        vm.prank(owner);
        auction.cancel(LAYER);
        assertEq(token.ownerOf(LAYER), owner);
        assertAuction(address(0), address(0), 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.NotInAuction.selector, LAYER));
        auction.leastBid(LAYER);
    }

    function test_cancel_failsIfNotSeller() public {
        create(owner, LAYER);
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.NotSeller.selector, artist, LAYER));
        vm.prank(artist);
        auction.cancel(LAYER);
    }

    function test_cancel_failsAfterTheFirstBid() public {
        create(owner, LAYER);
        bid(ann, RESERVE);
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.AlreadyBid.selector, LAYER, ann));
        vm.prank(owner);
        auction.cancel(LAYER);
    }

    function test_withdraw_cannotBeEnteredAgain() public {
        create(owner, LAYER);
        Greedy greedy = new Greedy(auction);
        greedy.call{value: RESERVE}(address(auction), abi.encodeCall(auction.bid, (LAYER, UNLIMITED_WORD)));
        bid(bob, 2 ether);
        greedy.call(address(auction), abi.encodeCall(auction.withdraw, (address(greedy))));
        assertEq(greedy.refusal(), abi.encodePacked(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
        assertEq(address(greedy).balance, RESERVE);
        assertEq(address(auction).balance, 2 ether);
    }

    function testFuzz_leastBid_isTheSmallestBidTaken(uint96 first) public {
        first = uint96(bound(first, 1, type(uint96).max / 2));
        vm.prank(owner);
        auction.create(LAYER, 1);
        vm.deal(ann, first);
        bid(ann, first);
        uint256 least = auction.leastBid(LAYER);
        assertGt(least, first);
        assertGe((least - first) * 20, first);
        assertLt((least - 1 - first) * 20, first);
        vm.deal(bob, least);
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.BidTooLow.selector, LAYER, least - 1, least));
        bid(bob, least - 1);
        bid(bob, least);
    }

    function test_gas_create() public {
        create(owner, LAYER);
        vm.snapshotGasLastCall("ReserveAuction", "create");
    }

    function test_gas_bid() public {
        create(owner, LAYER);
        bid(ann, RESERVE);
        vm.snapshotGasLastCall("ReserveAuction", "bid, the first");
        bid(bob, 2 ether);
        vm.snapshotGasLastCall("ReserveAuction", "bid, over another's, who is credited for the first time");
    }

    function test_gas_settle() public {
        create(owner, LAYER);
        bid(ann, RESERVE);
        vm.warp(START + 1 days);
        auction.settle(LAYER);
        vm.snapshotGasLastCall("ReserveAuction", "settle, first credits of seller and royalty");
    }

    function create(address seller, uint256 tokenId) private {
        vm.prank(seller);
        auction.create(tokenId, RESERVE);
    }

    function bid(address bidder, uint256 amount) private {
        vm.prank(bidder);
        auction.bid{value: amount}(LAYER, UNLIMITED_WORD);
    }

    function assertRefused(uint256 seen) private {
        vm.expectRevert(abi.encodeWithSelector(IReserveAuction.StyleMoved.selector, LAYER, seen, token.styleOf(LAYER)));
        vm.startPrank(ann);
        auction.bid{value: RESERVE}(LAYER, seen);
        vm.stopPrank();
    }

    function assertAuction(address seller, address bidder, uint256 amount, uint256 endsAt) private view {
        (address s, address b, uint256 a, uint256 e) = auction.auctionOf(LAYER);
        assertEq(s, seller);
        assertEq(b, bidder);
        assertEq(a, amount);
        assertEq(e, endsAt);
    }
}
